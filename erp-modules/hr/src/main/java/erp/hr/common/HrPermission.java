package erp.hr.common;

import erp.core.Permission;

/**
 * Rights in hr. Those that end in {@code read} go to auditors and to the release probe too, so the
 * rights to see what is personal end in {@code view}: nobody has them who was not given them.
 */
public enum HrPermission implements Permission, OfHr {
    /** What an employee may do with his own data. */
    SELF,
    EMPLOYEES_READ,
    EMPLOYEES_WRITE,

    /** Birth date, tax number, bank account, address. */
    PERSONS_VIEW,
    PERSONS_WRITE,

    /** Contracts with what they pay, loans. */
    PAY_VIEW,
    PAY_WRITE,

    /** Payroll runs and all slips. */
    PAYROLL_VIEW,

    /** Pay components and structures, payroll runs up to their review. */
    PAYROLL_WRITE,

    /** To approve, post and undo payroll runs: never one's own. */
    PAYROLL_APPROVE,
    PAYROLL_PAY,

    /** Leave and balances of all employees. */
    LEAVE_VIEW,
    LEAVE_WRITE,

    /** To decide on anybody's leave, in place of whoever's turn it is. */
    LEAVE_APPROVE,

    ATTENDANCE_VIEW,
    ATTENDANCE_WRITE,
    EXPENSES_READ,
    EXPENSES_WRITE,
    EXPENSES_APPROVE,
    EXPENSES_PAY,

    /** Who has seen personal data. */
    ACCESSES_VIEW
}

package erp.hr.common;

import erp.core.ErrorCode;

/** What hr refuses. */
public enum HrError implements ErrorCode, OfHr {
    EMPLOYEE_NOT_FOUND(Kind.NOT_FOUND),
    DEPARTMENT_NOT_FOUND(Kind.NOT_FOUND),
    POSITION_NOT_FOUND(Kind.NOT_FOUND),
    CALENDAR_NOT_FOUND(Kind.NOT_FOUND),
    COMPONENT_NOT_FOUND(Kind.NOT_FOUND),
    STRUCTURE_NOT_FOUND(Kind.NOT_FOUND),
    /** The caller's user is linked to no employee. */
    NOT_AN_EMPLOYEE(Kind.NOT_FOUND),
    /** A code or number that another one has. */
    CODE_TAKEN(Kind.CONFLICT),
    /** The user is another employee's. */
    USER_TAKEN(Kind.CONFLICT),
    UNKNOWN_USER(Kind.INVALID),
    UNKNOWN_EMPLOYEE(Kind.INVALID),
    UNKNOWN_CODE(Kind.INVALID),
    UNKNOWN_ACCOUNT(Kind.INVALID),
    CURRENCY(Kind.INVALID),
    INVALID_DATES(Kind.INVALID),
    INVALID_PERSON(Kind.INVALID),
    INVALID_CALENDAR(Kind.INVALID),
    INVALID_FORMULA(Kind.INVALID),
    /** Two of one employee would be valid on one day. */
    OVERLAP(Kind.CONFLICT),
    EMPLOYEE_LEFT(Kind.CONFLICT),
    LEAVE_TYPE_NOT_FOUND(Kind.NOT_FOUND),
    LEAVE_POLICY_NOT_FOUND(Kind.NOT_FOUND),
    LEAVE_REQUEST_NOT_FOUND(Kind.NOT_FOUND),
    DELEGATION_NOT_FOUND(Kind.NOT_FOUND),
    LEAVE_STATE(Kind.CONFLICT),
    LEAVE_OVERLAP(Kind.CONFLICT),
    /** Less would be left than the kind of leave allows. */
    INSUFFICIENT_LEAVE(Kind.CONFLICT),
    /** No leave policy of that kind is the employee's on that day. */
    NOT_ENROLLED(Kind.CONFLICT),
    /** Nobody decides on what he asked for, entered or decided on before. */
    OWN_REQUEST(Kind.FORBIDDEN),
    /** It is somebody else's turn to decide. */
    NOT_YOURS(Kind.FORBIDDEN),
    EXPENSE_TYPE_NOT_FOUND(Kind.NOT_FOUND),
    EXPENSE_CLAIM_NOT_FOUND(Kind.NOT_FOUND),
    EXPENSE_STATE(Kind.CONFLICT),
    INVALID_CLAIM(Kind.INVALID),
    SHIFT_NOT_FOUND(Kind.NOT_FOUND),
    SHIFT_PLAN_NOT_FOUND(Kind.NOT_FOUND),
    PUNCH_NOT_FOUND(Kind.NOT_FOUND),
    INVALID_ATTENDANCE(Kind.INVALID),
    /** Who has come goes next, and the other way round. */
    PUNCH_ORDER(Kind.CONFLICT),
    PUNCH_CORRECTED(Kind.CONFLICT),
    PAYROLL_RUN_NOT_FOUND(Kind.NOT_FOUND),
    PAYSLIP_NOT_FOUND(Kind.NOT_FOUND),
    LOAN_NOT_FOUND(Kind.NOT_FOUND),
    PAYROLL_STATE(Kind.CONFLICT),
    /** Some slips cannot be computed: each is named by its employee's number. */
    PAYROLL_FAILED(Kind.CONFLICT),
    /** What it was computed from has changed in a way that later runs cannot mend. */
    PAYROLL_OUTDATED(Kind.CONFLICT),
    NOBODY_TO_PAY(Kind.CONFLICT),
    NO_BANK_ACCOUNT(Kind.CONFLICT),
    LOAN_STATE(Kind.CONFLICT),
    INVALID_LOAN(Kind.INVALID);

    private final Kind kind;

    HrError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}

package erp.hr.leave;

/** When a policy gives its days. */
public enum Accrual {
    /** All at the beginning of the year, or for the months that are left of it. */
    YEARLY,
    /** A twelfth each month. */
    MONTHLY,
    /** Never by itself. */
    NONE
}

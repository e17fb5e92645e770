package erp.hr.loans;

/** Where a loan stands; how much of it is repaid is counted, no state. */
public enum LoanState {
    DRAFT,
    PAID_OUT,
    CANCELLED
}

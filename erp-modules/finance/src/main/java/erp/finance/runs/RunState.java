package erp.finance.runs;

/** Where a payment run stands. */
public enum RunState {
    DRAFT,
    PAID,
    CANCELLED
}

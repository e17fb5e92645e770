package erp.purchasing.orders;

/** Where a revision of an order stands. */
public enum RevisionState {
    PENDING,
    APPLIED,
    REJECTED
}

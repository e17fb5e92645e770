package erp.purchasing.agreements;

/** Where a blanket order stands. */
public enum AgreementState {
    ACTIVE,
    ENDED
}

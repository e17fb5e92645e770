package erp.finance.accounts;

/** Side of an account that an amount is posted to. */
public enum Side {
    DEBIT,
    CREDIT;

    public Side opposite() {
        return switch (this) {
            case DEBIT -> CREDIT;
            case CREDIT -> DEBIT;
        };
    }
}

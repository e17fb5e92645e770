package erp.finance;

/** Side of an account that an amount is posted to. */
public enum Side {
    DEBIT,
    CREDIT;

    Side opposite() {
        return switch (this) {
            case DEBIT -> CREDIT;
            case CREDIT -> DEBIT;
        };
    }
}

package erp.finance.accounts;

/**
 * What an account is for. Each company has at most one account of each role; modules post by role
 * and never know account codes.
 */
public enum AccountRole {
    BANK(AccountType.ASSET, false),
    RECEIVABLE(AccountType.ASSET, true),
    INVENTORY(AccountType.ASSET, true),
    /** Clears supplier invoices: what is billed and not matched with a receipt yet. */
    GOODS_INVOICED_NOT_RECEIVED(AccountType.ASSET, true),
    /** What suppliers have credited and no invoice has used up. */
    SUPPLIER_CREDITS(AccountType.ASSET, true),
    PAYABLE(AccountType.LIABILITY, true),
    GOODS_RECEIVED_NOT_INVOICED(AccountType.LIABILITY, true),
    UNALLOCATED_CASH(AccountType.LIABILITY, true),
    TAX_DUE(AccountType.LIABILITY, true),
    RETAINED_EARNINGS(AccountType.EQUITY, false),
    /** Clears the opening run of a company with a past: zero before and after. */
    OPENING_BALANCES(AccountType.EQUITY, true),
    REVENUE(AccountType.INCOME, false),
    DISCOUNTS_RECEIVED(AccountType.INCOME, false),
    COST_OF_GOODS_SOLD(AccountType.EXPENSE, false),
    INVENTORY_DIFFERENCE(AccountType.EXPENSE, false),
    /** What suppliers billed goods at, less what they were received at. */
    PURCHASE_PRICE_VARIANCE(AccountType.EXPENSE, false);

    private final AccountType type;
    private final boolean control;

    AccountRole(AccountType type, boolean control) {
        this.type = type;
        this.control = control;
    }

    /** The type that an account of this role must have. */
    public AccountType type() {
        return type;
    }

    /** Whether each line names the customer or supplier, because it is kept for each of them. */
    public boolean isPersonal() {
        return switch (this) {
            case RECEIVABLE, PAYABLE, SUPPLIER_CREDITS, UNALLOCATED_CASH -> true;
            case BANK,
                    INVENTORY,
                    GOODS_INVOICED_NOT_RECEIVED,
                    GOODS_RECEIVED_NOT_INVOICED,
                    TAX_DUE,
                    RETAINED_EARNINGS,
                    OPENING_BALANCES,
                    REVENUE,
                    DISCOUNTS_RECEIVED,
                    COST_OF_GOODS_SOLD,
                    INVENTORY_DIFFERENCE,
                    PURCHASE_PRICE_VARIANCE ->
                    false;
        };
    }

    /**
     * Whether the account's balance equals a sub-ledger, or clears to zero, so that nobody posts to
     * it by hand.
     */
    public boolean isControl() {
        return control;
    }
}

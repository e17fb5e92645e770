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
    /** Loans and advances to employees; which of them, payroll knows. */
    EMPLOYEE_LOANS(AccountType.ASSET, false),
    /** What open work orders have taken and not yet given. */
    WORK_IN_PROGRESS(AccountType.ASSET, true),
    PAYABLE(AccountType.LIABILITY, true),
    GOODS_RECEIVED_NOT_INVOICED(AccountType.LIABILITY, true),
    UNALLOCATED_CASH(AccountType.LIABILITY, true),
    TAX_DUE(AccountType.LIABILITY, true),
    /** What employees laid out and are owed. */
    EMPLOYEE_PAYABLE(AccountType.LIABILITY, true),
    /** Net pay of posted payroll runs that is not paid yet, in one sum. */
    NET_PAY_PAYABLE(AccountType.LIABILITY, true),
    /** What was kept back of wages, and the employer's part, for tax offices and insurers. */
    PAYROLL_LIABILITIES(AccountType.LIABILITY, false),
    RETAINED_EARNINGS(AccountType.EQUITY, false),
    /** Clears the opening run of a company with a past: zero before and after. */
    OPENING_BALANCES(AccountType.EQUITY, true),
    REVENUE(AccountType.INCOME, false),
    DISCOUNTS_RECEIVED(AccountType.INCOME, false),
    COST_OF_GOODS_SOLD(AccountType.EXPENSE, false),
    BANK_FEES(AccountType.EXPENSE, false),
    /** What customers or suppliers are let off, and what is too small to ask for. */
    WRITE_OFFS(AccountType.EXPENSE, false),
    INVENTORY_DIFFERENCE(AccountType.EXPENSE, false),
    /** What suppliers billed goods at, less what they were received at. */
    PURCHASE_PRICE_VARIANCE(AccountType.EXPENSE, false),
    WAGES(AccountType.EXPENSE, false),
    EMPLOYEE_EXPENSES(AccountType.EXPENSE, false),
    /** Wages that work orders have taken over: a credit against the wages themselves. */
    LABOUR_ABSORBED(AccountType.EXPENSE, false),
    OVERHEAD_ABSORBED(AccountType.EXPENSE, false),
    PRODUCTION_SCRAP(AccountType.EXPENSE, false),
    USAGE_VARIANCE(AccountType.EXPENSE, false),
    RATE_VARIANCE(AccountType.EXPENSE, false),
    METHOD_VARIANCE(AccountType.EXPENSE, false);

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

    /** Whether each line names the party, because the account is kept for each of them. */
    public boolean isPersonal() {
        return switch (this) {
            case RECEIVABLE, PAYABLE, SUPPLIER_CREDITS, UNALLOCATED_CASH, EMPLOYEE_PAYABLE -> true;
            case BANK,
                    INVENTORY,
                    GOODS_INVOICED_NOT_RECEIVED,
                    WORK_IN_PROGRESS,
                    GOODS_RECEIVED_NOT_INVOICED,
                    TAX_DUE,
                    RETAINED_EARNINGS,
                    OPENING_BALANCES,
                    REVENUE,
                    DISCOUNTS_RECEIVED,
                    COST_OF_GOODS_SOLD,
                    BANK_FEES,
                    WRITE_OFFS,
                    INVENTORY_DIFFERENCE,
                    PURCHASE_PRICE_VARIANCE,
                    EMPLOYEE_LOANS,
                    NET_PAY_PAYABLE,
                    PAYROLL_LIABILITIES,
                    WAGES,
                    EMPLOYEE_EXPENSES,
                    LABOUR_ABSORBED,
                    OVERHEAD_ABSORBED,
                    PRODUCTION_SCRAP,
                    USAGE_VARIANCE,
                    RATE_VARIANCE,
                    METHOD_VARIANCE ->
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

package erp.finance.accounts;

/** Where an account stands in the statements. */
public enum AccountType {
    ASSET,
    LIABILITY,
    EQUITY,
    INCOME,
    EXPENSE
}

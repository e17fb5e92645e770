package erp.finance.numbering;

/**
 * Book of prime entry. Entries are numbered per book and fiscal year, without gaps; one book per
 * kind of business keeps the kinds from waiting for each other (decision 0010).
 */
public enum Book {
    SALES,
    PURCHASES,
    INVENTORY,
    BANK,
    GENERAL
}

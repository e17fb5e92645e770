package erp.production.items;

/** Where an item comes from. */
public enum Procurement {
    MAKE,
    BUY
}

package erp.inventory.items;

/**
 * What a place is for. All but {@link #STORAGE} are virtual: goods come from or go there, none lie
 * there.
 */
public enum LocationKind {
    /** Shelf space of a warehouse: the only kind that has balances. */
    STORAGE,
    /** Where receipts come from. */
    SUPPLIER,
    /** Where deliveries go. */
    CUSTOMER,
    /** The other side of counts and corrections. */
    ADJUSTMENT;

    public boolean isVirtual() {
        return this != STORAGE;
    }
}

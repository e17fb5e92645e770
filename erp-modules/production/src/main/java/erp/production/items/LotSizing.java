package erp.production.items;

/** How much is ordered at a time. */
public enum LotSizing {
    /** What is missing on a day. */
    LOT_FOR_LOT,
    /** Always the same, as often as needed. */
    FIXED,
    /** At least a minimum, in whole multiples. */
    MINIMUM_MULTIPLE
}

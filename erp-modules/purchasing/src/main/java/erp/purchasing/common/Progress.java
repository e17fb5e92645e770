package erp.purchasing.common;

/** How far something is done over all lines of an order; derived from their counters. */
public enum Progress {
    NONE,
    PARTIAL,
    FULL;

    /**
     * @param any whether some line has begun
     * @param all whether every line is done
     */
    public static Progress of(boolean any, boolean all) {
        return all ? FULL : any ? PARTIAL : NONE;
    }
}

package erp.production.orders;

/** What a work order does. */
public enum OrderKind {
    /** Makes an item of its components. */
    PRODUCE,
    /** Makes an item right that is in stock already. */
    REWORK,
    /** Takes an item apart and brings its components back. */
    DISASSEMBLE
}

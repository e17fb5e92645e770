package erp.production.genealogy;

/** Which way goods are traced. */
public enum Direction {
    /** What went into the order, and into that. */
    UPSTREAM,
    /** Where what came out of the order went, and what came out of that. */
    DOWNSTREAM
}

package erp.production.costs;

/** From where the cost of an item is taken. */
public enum CostSource {
    /** Its plan names it. */
    STANDARD,
    /** What it is worth in stock on average. */
    AVERAGE,
    /** Summed up from its bill and its routing. */
    ROLLED_UP,
    /** Nobody knows it. */
    NONE
}

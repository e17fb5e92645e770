package erp.inventory.stock;

/** Why goods moved. */
public enum MoveKind {
    RECEIPT,
    ISSUE,
    ADJUSTMENT,
    /** Production took them. Shown, never kept: a version before this one could not read it. */
    CONSUMPTION,
    /** Production made them. Shown, never kept. */
    OUTPUT,
    /** They went to another warehouse. Shown, never kept. */
    TRANSFER,
    /** A document was taken back. Shown, never kept. */
    REVERSAL
}

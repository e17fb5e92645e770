package erp.inventory.stock;

/** Why goods moved. */
public enum MoveKind {
    RECEIPT,
    ISSUE,
    ADJUSTMENT
}

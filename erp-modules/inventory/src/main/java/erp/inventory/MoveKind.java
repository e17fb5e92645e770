package erp.inventory;

/** Why goods moved. */
public enum MoveKind {
    RECEIPT,
    ISSUE,
    ADJUSTMENT
}

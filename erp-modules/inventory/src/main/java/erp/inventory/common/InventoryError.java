package erp.inventory.common;

import erp.core.ErrorCode;

/** What inventory refuses. */
public enum InventoryError implements ErrorCode, OfInventory {
    ITEM_NOT_FOUND(Kind.NOT_FOUND),
    WAREHOUSE_NOT_FOUND(Kind.NOT_FOUND),
    RECEIPT_NOT_FOUND(Kind.NOT_FOUND),
    ADJUSTMENT_NOT_FOUND(Kind.NOT_FOUND),
    TRANSFER_NOT_FOUND(Kind.NOT_FOUND),
    UNKNOWN_ITEM(Kind.INVALID),
    UNKNOWN_WAREHOUSE(Kind.INVALID),
    INACTIVE_ITEM(Kind.INVALID),
    SKU_EXISTS(Kind.CONFLICT),
    WAREHOUSE_EXISTS(Kind.CONFLICT),
    INVALID_LINES(Kind.INVALID),
    COST_REQUIRED(Kind.INVALID),
    STOCK_LIMIT(Kind.INVALID),
    INSUFFICIENT_STOCK(Kind.CONFLICT),
    /**
     * A document dated back would leave goods worth less than nothing, or nothing worth something.
     */
    VALUE_AT_DATE(Kind.CONFLICT);

    private final Kind kind;

    InventoryError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}

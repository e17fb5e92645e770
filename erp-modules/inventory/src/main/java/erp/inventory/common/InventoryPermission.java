package erp.inventory.common;

import erp.core.Permission;

/** Rights in inventory. */
public enum InventoryPermission implements Permission, OfInventory {
    ITEMS_READ,
    ITEMS_WRITE,
    STOCK_READ,
    STOCK_WRITE,

    /** To take back a receipt or an adjustment. */
    STOCK_REVERSE
}

package erp.inventory.items;

import java.util.UUID;

/** Names a warehouse. */
public record WarehouseId(UUID value) {}

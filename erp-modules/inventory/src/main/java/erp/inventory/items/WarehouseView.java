package erp.inventory.items;

import java.util.UUID;

/** A warehouse as callers see it. */
public record WarehouseView(UUID id, String code, String name, long version) {}

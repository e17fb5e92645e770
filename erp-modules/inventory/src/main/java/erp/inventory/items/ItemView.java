package erp.inventory.items;

import java.util.UUID;

/** An item as callers see it. */
public record ItemView(
        UUID id, String sku, String name, String unit, boolean active, long version) {}

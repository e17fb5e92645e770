package erp.inventory.items;

import erp.core.http.Versioned;

import java.util.UUID;

/** An item as callers see it. */
public record ItemView(UUID id, String sku, String name, String unit, boolean active, long version)
        implements Versioned {}

package erp.inventory.items;

import erp.core.http.Versioned;

import java.util.UUID;

/** A warehouse as callers see it. */
public record WarehouseView(UUID id, String code, String name, long version) implements Versioned {}

package erp.inventory.items;

import java.util.UUID;

/** Names an item. */
public record ItemId(UUID value) {}

package erp.inventory;

import java.util.UUID;

/** What a document must know of an item that it names. */
record ItemState(UUID id, String sku, boolean active) {}

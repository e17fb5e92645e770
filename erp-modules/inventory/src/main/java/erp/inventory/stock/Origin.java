package erp.inventory.stock;

import java.util.UUID;

/**
 * The document that a change of stock belongs to.
 *
 * @param type {@code sales.delivery}
 */
public record Origin(String type, UUID id) {}

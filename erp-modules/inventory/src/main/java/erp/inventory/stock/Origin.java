package erp.inventory.stock;

import java.util.UUID;

/**
 * The document that a change of stock belongs to, or that such a document was made for.
 *
 * @param type {@code sales.delivery}
 */
public record Origin(String type, UUID id) {
    /** Its type without the module, {@code delivery}. */
    public String kind() {
        return type.substring(type.lastIndexOf('.') + 1);
    }
}

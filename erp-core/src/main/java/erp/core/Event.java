package erp.core;

import java.util.UUID;

/**
 * Something that happened to a document, told to other modules and to the outside by the outbox.
 * Implemented by records.
 */
public interface Event extends OfModule {

    /** The document it happened to. */
    UUID aggregate();

    /** {@code sales.OrderConfirmed}. */
    default String type() {
        return module() + "." + getClass().getSimpleName();
    }
}

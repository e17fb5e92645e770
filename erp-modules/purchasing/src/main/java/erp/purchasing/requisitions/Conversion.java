package erp.purchasing.requisitions;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/**
 * How a requisition becomes orders.
 *
 * @param supplierId of whom all of it is bought; where absent each line of the one that it names,
 *     or else of the one in use that sells it cheapest
 */
public record Conversion(@Nullable UUID supplierId) {}

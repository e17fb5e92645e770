package erp.inventory.shipments;

import java.math.BigDecimal;
import java.util.UUID;

/** What was delivered of a line of a document. */
record Delivered(UUID sourceLine, BigDecimal quantity) {}

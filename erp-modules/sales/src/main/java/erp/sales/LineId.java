package erp.sales;

import java.util.UUID;

/** Names a line of an order. */
public record LineId(UUID value) {}

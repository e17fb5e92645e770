package erp.sales.orders;

import java.util.UUID;

/** Names an order. */
public record OrderId(UUID value) {}

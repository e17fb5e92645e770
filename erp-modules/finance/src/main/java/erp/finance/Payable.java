package erp.finance;

import java.util.UUID;

/** What never changes of an open item. */
record Payable(UUID id, UUID party, String sourceType, UUID sourceId, String currency) {}

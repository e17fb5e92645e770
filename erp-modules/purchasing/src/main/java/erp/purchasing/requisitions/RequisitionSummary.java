package erp.purchasing.requisitions;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/** A requisition in a list, without its lines. */
public record RequisitionSummary(
        UUID id,
        String number,
        RequisitionState state,
        UUID warehouseId,
        @Nullable String originType,
        @Nullable UUID originId,
        Instant createdAt,
        long version) {}

package erp.production.planning;

import erp.core.http.Versioned;
import erp.core.value.Quantity;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.UUID;

/** A demand as callers see it. */
public record DemandView(
        UUID id,
        UUID itemId,
        UUID warehouseId,
        LocalDate neededOn,
        Quantity quantity,
        @Nullable String note,
        DemandState state,
        long version)
        implements Versioned {}

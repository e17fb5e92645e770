package erp.inventory.stock;

import erp.core.value.Quantity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** A move as callers see it. */
public record MoveView(
        UUID id,
        MoveKind kind,
        UUID itemId,
        UUID fromLocationId,
        UUID toLocationId,
        Quantity quantity,
        String sourceType,
        UUID sourceId,
        LocalDate effectiveDate,
        Instant postedAt) {}

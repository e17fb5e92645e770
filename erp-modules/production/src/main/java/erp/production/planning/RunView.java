package erp.production.planning;

import erp.core.http.Versioned;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A planning run as callers see it.
 *
 * @param plannedFrom the day that it plans from
 * @param plannedOrders so far, while it runs
 * @param failure why it failed
 */
public record RunView(
        UUID id,
        UUID warehouseId,
        RunState state,
        LocalDate plannedFrom,
        int horizonDays,
        int items,
        int demands,
        int plannedOrders,
        int messages,
        @Nullable String failure,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        long version)
        implements Versioned {}

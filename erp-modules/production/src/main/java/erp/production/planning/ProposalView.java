package erp.production.planning;

import erp.core.http.Versioned;
import erp.core.value.Quantity;
import erp.production.items.Procurement;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.UUID;

/**
 * A planned order as callers see it.
 *
 * @param position in the plan: by low-level code, item and day
 * @param kind MAKE becomes a work order when it is firmed, BUY a requisition
 */
public record ProposalView(
        UUID id,
        UUID runId,
        int position,
        ProposalState state,
        Procurement kind,
        UUID itemId,
        @Nullable UUID billId,
        UUID warehouseId,
        Quantity quantity,
        LocalDate startDate,
        LocalDate dueDate,
        int lowLevelCode,
        long version)
        implements Versioned {}

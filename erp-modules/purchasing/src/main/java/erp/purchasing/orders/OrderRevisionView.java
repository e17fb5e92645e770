package erp.purchasing.orders;

import erp.core.http.Versioned;
import erp.core.value.Money;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/**
 * A revision of an order as callers see it.
 *
 * @param before the order as it was, as JSON text
 * @param total what the order comes to by it
 * @param decidedBy who applied or rejected it last
 */
public record OrderRevisionView(
        UUID id,
        UUID orderId,
        int revision,
        RevisionState state,
        String reason,
        Money total,
        PurchaseOrderView.Approvals approvals,
        UUID enteredBy,
        @Nullable UUID decidedBy,
        Instant createdAt,
        String before,
        long version)
        implements Versioned {}

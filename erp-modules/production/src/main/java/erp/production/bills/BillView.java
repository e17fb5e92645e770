package erp.production.bills;

import erp.core.http.Versioned;
import erp.core.value.Quantity;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** A version of a bill of material as callers see it. */
public record BillView(
        UUID id,
        UUID itemId,
        int versionNo,
        BillState state,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validTo,
        Quantity quantity,
        boolean phantom,
        @Nullable UUID routingId,
        List<Component> components,
        List<ByProduct> byProducts,
        long version)
        implements Versioned {
    /** What goes into it. */
    public record Component(UUID itemId, Quantity quantity, BigDecimal scrap, boolean backflush) {}

    /** What comes out besides. */
    public record ByProduct(UUID itemId, Quantity quantity, BigDecimal costShare) {}
}

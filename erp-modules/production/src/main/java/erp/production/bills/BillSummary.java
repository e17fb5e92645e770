package erp.production.bills;

import erp.core.value.Quantity;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;

/** A version of a bill in a list. */
public record BillSummary(
        UUID id,
        UUID itemId,
        int versionNo,
        BillState state,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validTo,
        Quantity quantity,
        boolean phantom,
        @Nullable UUID routingId,
        long version) {
    public BillSummary(
            UUID id,
            UUID itemId,
            int versionNo,
            BillState state,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validTo,
            BigDecimal quantity,
            boolean phantom,
            @Nullable UUID routingId,
            long version) {
        this(
                id,
                itemId,
                versionNo,
                state,
                validFrom,
                validTo,
                new Quantity(quantity),
                phantom,
                routingId,
                version);
    }
}

package erp.purchasing.quotations;

import erp.core.http.Versioned;
import erp.core.value.Quantity;
import erp.core.value.UnitPrice;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * A request for quotation as callers see it.
 *
 * @param quotes the last one of each supplier
 * @param orderIds drafts that the award has made
 */
public record RfqView(
        UUID id,
        String number,
        RfqState state,
        @Nullable UUID requisitionId,
        UUID warehouseId,
        LocalDate answerBy,
        List<UUID> supplierIds,
        List<Line> lines,
        List<Quote> quotes,
        List<UUID> orderIds,
        long version)
        implements Versioned {
    /** One item that suppliers are asked for. */
    public record Line(UUID id, UUID itemId, Quantity quantity, LocalDate neededBy) {}

    /**
     * What a supplier offers.
     *
     * @param revision counts its offers
     */
    public record Quote(
            UUID id,
            UUID supplierId,
            int revision,
            @Nullable String reference,
            LocalDate validUntil,
            int leadTimeDays,
            Instant quotedAt,
            List<Price> prices) {}

    /** Of one base unit of a line. */
    public record Price(UUID rfqLineId, UnitPrice unitPrice) {}
}

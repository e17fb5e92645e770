package erp.purchasing.agreements;

import erp.core.http.Versioned;
import erp.core.value.Quantity;
import erp.core.value.UnitPrice;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * A blanket order as callers see it.
 *
 * @param orderIds its call-offs
 */
public record AgreementView(
        UUID id,
        String number,
        UUID supplierId,
        AgreementState state,
        @Nullable String reference,
        LocalDate validFrom,
        LocalDate validUntil,
        List<Line> lines,
        List<UUID> orderIds,
        long version)
        implements Versioned {
    /**
     * One item of it.
     *
     * @param called what of it is called off
     */
    public record Line(
            UUID id,
            UUID itemId,
            Quantity quantity,
            UnitPrice unitPrice,
            String taxCode,
            Quantity called) {}
}

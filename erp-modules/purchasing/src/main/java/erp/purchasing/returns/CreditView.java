package erp.purchasing.returns;

import erp.core.http.Versioned;
import erp.core.value.Money;
import erp.core.value.Quantity;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * A credit or debit note as callers see it. What of it is not allocated yet is told by the supplier
 * payment of the same id.
 *
 * @param returnId the goods that it is for; null where it is the supplier's
 */
public record CreditView(
        UUID id,
        CreditKind kind,
        String number,
        UUID supplierId,
        @Nullable UUID returnId,
        LocalDate date,
        String reason,
        Money net,
        Money tax,
        Money total,
        List<Line> lines,
        long version)
        implements Versioned {
    /**
     * What of an invoice's line it credits.
     *
     * @param quantity pieces; zero where only the price was too high
     */
    public record Line(
            UUID id,
            UUID invoiceLineId,
            UUID orderLineId,
            Quantity quantity,
            String taxCode,
            BigDecimal taxRate,
            Money net,
            Money tax) {}
}

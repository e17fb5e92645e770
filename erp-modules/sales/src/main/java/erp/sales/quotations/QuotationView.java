package erp.sales.quotations;

import erp.core.http.Versioned;
import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.core.value.UnitPrice;
import erp.finance.tax.TaxSubtotal;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * A quotation as callers see it.
 *
 * @param validUntil the last day on which it can be accepted
 * @param taxes the breakdown of the tax, one for each code
 * @param orderId which order came of it
 */
public record QuotationView(
        UUID id,
        String number,
        UUID customerId,
        UUID warehouseId,
        QuotationState state,
        LocalDate date,
        LocalDate validUntil,
        Money net,
        Money tax,
        Money total,
        List<TaxSubtotal> taxes,
        List<Line> lines,
        @Nullable UUID orderId,
        @Nullable String declineReason,
        long version)
        implements Versioned {
    /**
     * One item of it.
     *
     * @param tax its share of the document's tax, as an order's line has it
     */
    public record Line(
            UUID id,
            UUID itemId,
            Quantity quantity,
            UnitPrice unitPrice,
            String taxCode,
            BigDecimal taxRate,
            Money net,
            Money tax) {}
}

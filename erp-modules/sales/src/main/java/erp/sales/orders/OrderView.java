package erp.sales.orders;

import erp.core.http.Versioned;
import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.core.value.UnitPrice;
import erp.finance.tax.TaxSubtotal;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * An order as callers see it.
 *
 * @param delivery derived from the lines
 * @param invoicing derived from the lines
 * @param closedShort where it was closed before all was delivered
 * @param taxes the breakdown of the tax, one for each code
 */
public record OrderView(
        UUID id,
        String number,
        UUID customerId,
        UUID warehouseId,
        OrderState state,
        Progress delivery,
        Progress invoicing,
        LocalDate date,
        Money net,
        Money tax,
        Money total,
        List<TaxSubtotal> taxes,
        List<Line> lines,
        @Nullable ClosedShort closedShort,
        long version)
        implements Versioned {
    /**
     * The rest was given up.
     *
     * @param total what the order comes to, once all that was delivered is invoiced
     */
    public record ClosedShort(Instant at, @Nullable String reason, Money total) {}

    /**
     * One item of it.
     *
     * @param tax its share of the document's tax, which is computed per code and not per line: the
     *     shares are differences of the code's running total, line after line
     */
    public record Line(
            UUID id,
            UUID itemId,
            Quantity quantity,
            UnitPrice unitPrice,
            String taxCode,
            BigDecimal taxRate,
            Money net,
            Money tax,
            Quantity delivered,
            Quantity invoiced) {}
}

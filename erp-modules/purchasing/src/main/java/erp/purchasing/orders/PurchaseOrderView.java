package erp.purchasing.orders;

import erp.core.http.Versioned;
import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.core.value.UnitPrice;
import erp.finance.tax.TaxSubtotal;
import erp.purchasing.common.Progress;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * An order as callers see it.
 *
 * @param receiving derived from the lines
 * @param invoicing derived from the lines
 * @param approvals since it was submitted
 * @param supplierReference what the supplier calls it
 * @param closedShort where it was closed before all was there
 * @param taxes the breakdown of the tax, one for each code
 */
public record PurchaseOrderView(
        UUID id,
        String number,
        UUID supplierId,
        UUID warehouseId,
        OrderState state,
        Progress receiving,
        Progress invoicing,
        LocalDate date,
        Money net,
        Money tax,
        Money total,
        List<TaxSubtotal> taxes,
        Approvals approvals,
        @Nullable UUID submittedBy,
        @Nullable String supplierReference,
        List<Line> lines,
        @Nullable ClosedShort closedShort,
        long version)
        implements Versioned {
    /** How many have approved it, and how many have to. */
    public record Approvals(int given, int needed) {}

    /** The rest was given up. */
    public record ClosedShort(Instant at, String reason) {}

    /**
     * One item of it.
     *
     * @param tax its share of the document's tax, which is computed per code and not per line
     * @param received what was taken in, sent back later or not
     * @param refused what was not taken in
     * @param returned what was sent back of what was received
     * @param credited what was credited of what was invoiced
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
            LocalDate dueDate,
            Quantity received,
            Quantity refused,
            Quantity returned,
            Quantity invoiced,
            Quantity credited) {}
}

package erp.sales;

import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.core.value.UnitPrice;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * An invoice as callers see it; of itself it never changes.
 *
 * @param number null in a dry run, which takes none
 * @param open what is still owed for it
 * @param payment derived from that
 */
public record InvoiceView(
        UUID id,
        @Nullable String number,
        UUID orderId,
        UUID customerId,
        LocalDate date,
        LocalDate due,
        Money net,
        Money tax,
        Money total,
        Money open,
        PaymentState payment,
        List<Line> lines,
        long version) {
    /** One item of it. */
    public record Line(
            UUID orderLineId,
            UUID itemId,
            Quantity quantity,
            UnitPrice unitPrice,
            String taxCode,
            Money net,
            Money tax) {}
}

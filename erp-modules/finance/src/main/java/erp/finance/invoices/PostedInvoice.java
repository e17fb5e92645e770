package erp.finance.invoices;

import erp.core.party.PartyDetails;
import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.core.value.UnitPrice;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/**
 * An invoice as others see it; it never changes.
 *
 * @param seller as it was then; like the buyer it is absent where a version issued the invoice that
 *     did not keep it
 */
public record PostedInvoice(
        InvoiceHeader header,
        @Nullable PartyDetails seller,
        @Nullable PartyDetails buyer,
        List<Line> lines) {
    /** One item of it. */
    public record Line(
            UUID sourceLine,
            UUID item,
            Quantity quantity,
            UnitPrice unitPrice,
            String taxCode,
            BigDecimal taxRate,
            Money net,
            Money tax) {}

    public PostedInvoice {
        lines = List.copyOf(lines);
    }
}

package erp.sales.documents;

import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.finance.invoices.InvoiceHeader;
import erp.finance.ledger.ReversalView;
import erp.finance.ledger.Reversals;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * An invoice in a list, without its lines and payments.
 *
 * @param reversal null where it stands
 */
public record InvoiceSummary(
        UUID id,
        String number,
        UUID orderId,
        UUID customerId,
        LocalDate date,
        LocalDate due,
        Money total,
        @Nullable ReversalView reversal) {
    /** Each with its reversal, which one query reads for all. */
    public static List<InvoiceSummary> of(Tx tx, List<InvoiceHeader> invoices) {
        Map<UUID, ReversalView> reversed =
                Reversals.of(tx, invoices.stream().map(InvoiceHeader::id).toList());
        return invoices.stream().map(it -> of(it, reversed.get(it.id()))).toList();
    }

    private static InvoiceSummary of(InvoiceHeader invoice, @Nullable ReversalView reversal) {
        return new InvoiceSummary(
                invoice.id(),
                invoice.reference(),
                invoice.source().id(),
                invoice.party(),
                invoice.terms().date(),
                invoice.terms().due(),
                invoice.total(),
                reversal);
    }
}

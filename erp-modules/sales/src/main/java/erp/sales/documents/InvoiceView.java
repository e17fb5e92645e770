package erp.sales.documents;

import erp.core.http.Versioned;
import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.core.value.UnitPrice;
import erp.finance.invoices.InvoiceHeader;
import erp.finance.invoices.PostedInvoice;
import erp.finance.ledger.ReversalView;
import erp.finance.tax.TaxSubtotal;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * An invoice as callers see it; of itself it never changes, but may be taken back.
 *
 * @param number null in a dry run, which takes none
 * @param seller our company, as it was then; like the order's number, the buyer and the terms it is
 *     absent where a version issued the invoice that did not keep it
 * @param deliveries that it bills
 * @param open what is still owed for it
 * @param payment derived from that
 * @param taxes the breakdown of the tax, one for each code
 * @param reversal null where it stands
 */
public record InvoiceView(
        UUID id,
        @Nullable String number,
        UUID orderId,
        @Nullable String orderNumber,
        UUID customerId,
        @Nullable DocumentParty seller,
        @Nullable DocumentParty buyer,
        LocalDate date,
        LocalDate due,
        @Nullable String paymentTerms,
        List<BilledDelivery> deliveries,
        Money net,
        Money tax,
        Money total,
        Money open,
        PaymentState payment,
        List<TaxSubtotal> taxes,
        List<Line> lines,
        @Nullable ReversalView reversal,
        long version)
        implements Versioned {
    /**
     * @param open what is still owed for it
     * @param deliveries that it bills
     * @param reversal null where it stands
     */
    public static InvoiceView of(
            PostedInvoice invoice,
            Money open,
            List<BilledDelivery> deliveries,
            @Nullable ReversalView reversal) {
        InvoiceHeader header = invoice.header();
        List<Line> lines = invoice.lines().stream().map(Line::of).toList();
        return new InvoiceView(
                header.id(),
                header.number(),
                header.source().id(),
                header.source().number(),
                header.party(),
                DocumentParty.of(invoice.seller()),
                DocumentParty.of(invoice.buyer()),
                header.terms().date(),
                header.terms().due(),
                header.terms().text(),
                deliveries,
                header.net(),
                header.tax(),
                header.total(),
                open,
                reversal == null ? PaymentState.of(header.total(), open) : PaymentState.REVERSED,
                TaxSubtotal.sums(lines.stream().map(Line::subtotal).toList()),
                lines,
                reversal,
                reversal == null ? 0 : 1);
    }

    /**
     * One item of it.
     *
     * @param tax its share of the document's tax, which is computed per code and not per line: the
     *     shares are differences of the code's running total, line after line
     */
    public record Line(
            UUID orderLineId,
            UUID itemId,
            Quantity quantity,
            UnitPrice unitPrice,
            String taxCode,
            BigDecimal taxRate,
            Money net,
            Money tax) {
        private static Line of(PostedInvoice.Line line) {
            return new Line(
                    line.sourceLine(),
                    line.item(),
                    line.quantity(),
                    line.unitPrice(),
                    line.taxCode(),
                    line.taxRate(),
                    line.net(),
                    line.tax());
        }

        private TaxSubtotal subtotal() {
            return new TaxSubtotal(taxCode, taxRate, net, tax);
        }
    }
}

package erp.sales.orders;

import erp.core.tx.Tx;
import erp.finance.Finance;
import erp.finance.accounts.AccountRole;
import erp.finance.accounts.Line.Target;
import erp.finance.accounts.Subledger;
import erp.finance.invoices.InvoiceSource;
import erp.finance.invoices.InvoiceTerms;
import erp.finance.invoices.Invoices;
import erp.finance.invoices.NewInvoice;
import erp.finance.tax.TaxSubtotal;
import erp.finance.tax.TaxTotals;
import erp.finance.tax.Taxes;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an order is to be invoiced for. Parts take running totals, so that they add up to the order:
 * a line's net by quantity, a code's tax by what all invoices of the order have of it.
 */
public final class Billing {
    public static final String INVOICE = "sales.invoice";

    private static final Target REVENUE = new Target.Role(AccountRole.REVENUE);

    private final Taxes taxes;
    private final Invoices invoices;

    public Billing(Finance finance) {
        this.taxes = finance.taxes();
        this.invoices = finance.invoices();
    }

    /** What is to be invoiced: of which lines of the order, and what of each. */
    public record Bill(List<OrderLine> orderLines, List<NewInvoice.Line> lines, TaxTotals totals) {}

    /** All that is delivered and not invoiced. Throws ORDER_STATE, NOTHING_TO_INVOICE. */
    public Bill bill(Tx tx, Order order) {
        return bill(tx, order, order.billable());
    }

    /** The same, and it may be nothing. */
    public Bill billable(Tx tx, Order order) {
        return bill(tx, order, order.unbilled());
    }

    /** The invoice over it. */
    public static NewInvoice invoice(Tx tx, Order order, Bill bill, LocalDate date) {
        int days = order.paymentTermDays();
        return new NewInvoice(
                tx.newId(),
                INVOICE,
                Subledger.RECEIVABLE,
                null,
                new InvoiceSource(Order.TYPE, order.getId(), order.number(), order.nextInvoice()),
                order.customerId(),
                date,
                new InvoiceTerms(date, date.plusDays(days), terms(days)),
                "Invoice of order " + order.number(),
                bill.lines(),
                bill.totals().taxes());
    }

    private static String terms(int days) {
        return switch (days) {
            case 0 -> "Payable immediately";
            case 1 -> "Payable within 1 day";
            default -> "Payable within " + days + " days";
        };
    }

    private Bill bill(Tx tx, Order order, List<OrderLine> lines) {
        List<TaxTotals.NetLine> nets =
                lines.stream()
                        .map(
                                line ->
                                        new TaxTotals.NetLine(
                                                taxes.require(tx, line.taxCode()),
                                                line.worth(order.currency())))
                        .toList();
        TaxTotals totals = TaxTotals.of(order.currency(), nets, wholes(tx, order));
        List<NewInvoice.Line> parts = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            OrderLine line = lines.get(i);
            parts.add(
                    new NewInvoice.Line(
                            line.getId(),
                            line.itemId(),
                            line.billable(),
                            line.unitPrice(),
                            nets.get(i).code(),
                            nets.get(i).net(),
                            totals.shares().get(i),
                            REVENUE));
        }
        return new Bill(lines, List.copyOf(parts), totals);
    }

    /** What the order comes to for each tax code, and what its invoices have billed of it. */
    private Map<String, TaxTotals.PartOf> wholes(Tx tx, Order order) {
        Map<String, TaxTotals.PartOf> wholes = new HashMap<>();
        TaxTotals.Amounts none = TaxTotals.Amounts.zero(order.currency());
        for (TaxSubtotal tax : order.taxes()) {
            var whole = new TaxTotals.Amounts(tax.base(), tax.tax());
            wholes.put(tax.code(), new TaxTotals.PartOf(none, whole));
        }
        if (order.isInvoicingBegun()) {
            invoices.invoiced(tx, Order.TYPE, order.getId(), order.currency())
                    .forEach(
                            (code, billed) ->
                                    wholes.computeIfPresent(
                                            code,
                                            (_, it) -> new TaxTotals.PartOf(billed, it.whole())));
        }
        return wholes;
    }
}

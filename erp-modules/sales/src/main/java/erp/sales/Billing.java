package erp.sales;

import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.finance.tax.TaxTotals;
import erp.finance.tax.Taxes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an order is to be invoiced for. Parts take running totals, so that they add up to the order:
 * a line's net by quantity, a code's tax by what all invoices of the order have of it.
 */
final class Billing {
    private final Taxes taxes;

    Billing(Taxes taxes) {
        this.taxes = taxes;
    }

    /** So much of a line, and its share of the tax. */
    record Part(OrderLine line, Quantity quantity, Money net, Money tax) {}

    record Bill(List<Part> parts, TaxTotals totals) {}

    /** All that is delivered and not invoiced. Throws ORDER_STATE, NOTHING_TO_INVOICE. */
    Bill bill(Tx tx, Order order) {
        return bill(tx, order, order.billable());
    }

    /** The same, and it may be nothing. */
    Bill billable(Tx tx, Order order) {
        return bill(tx, order, order.unbilled());
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
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            OrderLine line = lines.get(i);
            parts.add(new Part(line, line.billable(), nets.get(i).net(), totals.shares().get(i)));
        }
        return new Bill(List.copyOf(parts), totals);
    }

    /** What the order comes to for each tax code, and what its invoices have billed of it. */
    private static Map<String, TaxTotals.PartOf> wholes(Tx tx, Order order) {
        Map<String, TaxTotals.PartOf> wholes = new HashMap<>();
        TaxTotals.Amounts none = TaxTotals.Amounts.zero(order.currency());
        for (TaxSubtotal tax : order.taxes()) {
            var whole = new TaxTotals.Amounts(tax.base(), tax.tax());
            wholes.put(tax.code(), new TaxTotals.PartOf(none, whole));
        }
        if (order.isInvoicingBegun()) {
            for (Billed billed : Sales.queries(tx).billed(order.getId())) {
                wholes.computeIfPresent(
                        billed.taxCode(),
                        (_, it) ->
                                new TaxTotals.PartOf(billed.amounts(order.currency()), it.whole()));
            }
        }
        return wholes;
    }
}

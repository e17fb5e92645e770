package erp.purchasing.invoices;

import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.core.value.UnitPrice;
import erp.purchasing.orders.PurchaseOrderLine;
import erp.purchasing.policy.Rules;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Compares an invoice with what was ordered and what came. Pure. */
final class ThreeWayMatch {
    /**
     * A line of an invoice.
     *
     * @param ordered the line of an order that it bills
     */
    record Billed(
            PurchaseOrderLine ordered, Quantity quantity, UnitPrice unitPrice, String taxCode) {}

    private ThreeWayMatch() {}

    /** What is beyond what is tolerated; the lines of one invoice count together. */
    static List<Finding> compare(List<Billed> lines, Rules rules, Currency currency) {
        List<Finding> findings = new ArrayList<>();
        Map<UUID, BigDecimal> before = new HashMap<>();
        BigDecimal dearer = BigDecimal.ZERO;
        for (int i = 0; i < lines.size(); i++) {
            Billed line = lines.get(i);
            PurchaseOrderLine ordered = line.ordered();
            BigDecimal sum =
                    before.merge(ordered.getId(), line.quantity().value(), BigDecimal::add);
            quantity(i + 1, line, sum, rules, findings);
            UnitPrice price = ordered.unitPrice();
            if (line.unitPrice().value().compareTo(Rules.with(price.value(), rules.pricePercent()))
                    > 0) {
                findings.add(
                        new Finding(
                                i + 1,
                                BlockReason.PRICE,
                                price.toString(),
                                line.unitPrice().toString()));
            }
            if (!line.taxCode().equals(ordered.taxCode())) {
                findings.add(
                        new Finding(i + 1, BlockReason.TAX, ordered.taxCode(), line.taxCode()));
            }
            dearer =
                    dearer.add(
                            line.unitPrice()
                                    .times(line.quantity(), currency)
                                    .minus(price.times(line.quantity(), currency))
                                    .amount());
        }
        if (dearer.compareTo(rules.totalAmount().amount()) > 0) {
            findings.add(
                    new Finding(
                            0,
                            BlockReason.TOTAL,
                            rules.totalAmount().toString(),
                            new Money(dearer, currency).toString()));
        }
        return findings;
    }

    private static void quantity(
            int line, Billed billed, BigDecimal sum, Rules rules, List<Finding> findings) {
        PurchaseOrderLine ordered = billed.ordered();
        BigDecimal may =
                Rules.with(ordered.kept().value(), rules.quantityPercent())
                        .subtract(ordered.billed().value());
        if (sum.compareTo(may) > 0) {
            BigDecimal there = ordered.kept().value().subtract(ordered.billed().value());
            findings.add(
                    new Finding(
                            line,
                            BlockReason.QUANTITY,
                            new Quantity(there.max(BigDecimal.ZERO)).toString(),
                            sum.stripTrailingZeros().toPlainString()));
        }
    }
}

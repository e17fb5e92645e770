package erp.purchasing.matching;

import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.finance.ledger.Ledger;
import erp.inventory.stock.Origin;
import erp.purchasing.common.Shares;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

/** Finds what of receipts is what of invoices. */
public final class Matching {
    static final String RECEIPT_LINE = "purchasing_receipt_line";
    static final String INVOICE_LINE = "purchasing_invoice_line";

    private final Ledger ledger;

    /** What is matched of a receipt's line with an invoice's. */
    private record Pair(
            UUID invoiceLine, UUID orderLine, Quantity quantity, Money receipt, Money invoice) {}

    public Matching(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * Matches all that can be of these lines of orders, which are locked; the oldest first. What is
     * pending is sent before. Post the answer once stock has been moved. Nothing is matched with
     * what is held for review.
     *
     * @param cause the document after which more can be matched
     */
    public Matched match(Tx tx, Origin cause, Collection<UUID> orderLines) {
        tx.flush();
        Currency currency = tx.company().currency();
        List<Unmatched> invoices = Unmatched.invoices(tx, orderLines);
        if (invoices.isEmpty()) {
            return Matched.nothing(ledger, cause, currency);
        }
        Money received = Money.zero(currency);
        Money invoiced = Money.zero(currency);
        for (Unmatched receipt : Unmatched.receipts(tx, orderLines)) {
            for (Unmatched invoice : invoices) {
                Quantity part =
                        receipt.rest().exceeds(invoice.rest()) ? invoice.rest() : receipt.rest();
                if (part.isPositive() && invoice.orderLine().equals(receipt.orderLine())) {
                    tx.requireFree(List.of(receipt.document(), invoice.document()));
                    Money worth = receipt.take(part);
                    Money billed = invoice.take(part);
                    keep(
                            tx,
                            new Match(
                                    tx,
                                    cause,
                                    receipt.orderLine(),
                                    receipt.line(),
                                    invoice.line(),
                                    part,
                                    worth,
                                    billed),
                            receipt.line(),
                            invoice.line(),
                            part,
                            worth,
                            billed);
                    received = received.plus(worth);
                    invoiced = invoiced.plus(billed);
                }
            }
        }
        tx.flush();
        return new Matched(ledger, cause, received, invoiced, List.of());
    }

    /**
     * Takes back so much of what is matched of a receipt's line, the newest first: it is goods
     * received again and not invoiced, and invoiced and not received.
     */
    public Matched unmatch(Tx tx, Origin cause, UUID receiptLine, Quantity wanted) {
        Currency currency = tx.company().currency();
        Money received = Money.zero(currency);
        Money invoiced = Money.zero(currency);
        List<Matched.Freed> freed = new ArrayList<>();
        Quantity left = wanted;
        for (Pair pair : pairs(tx, receiptLine, currency)) {
            Quantity part = left.exceeds(pair.quantity()) ? pair.quantity() : left;
            if (part.isPositive()) {
                Money worth = share(pair.receipt(), pair.quantity(), part);
                Money billed = share(pair.invoice(), pair.quantity(), part);
                keep(
                        tx,
                        new Match(
                                tx,
                                cause,
                                pair.orderLine(),
                                receiptLine,
                                pair.invoiceLine(),
                                part.negate(),
                                worth.negate(),
                                billed.negate()),
                        receiptLine,
                        pair.invoiceLine(),
                        part.negate(),
                        worth.negate(),
                        billed.negate());
                received = received.minus(worth);
                invoiced = invoiced.minus(billed);
                freed.add(new Matched.Freed(pair.invoiceLine(), part));
                left = left.minus(part);
            }
        }
        if (left.isPositive()) {
            throw new IllegalStateException(
                    "%s of receipt line %s are not matched".formatted(left, receiptLine));
        }
        return new Matched(ledger, cause, received, invoiced, freed);
    }

    private static Money share(Money whole, Quantity of, Quantity part) {
        return Shares.of(whole, of, whole, of, part);
    }

    private static List<Pair> pairs(Tx tx, UUID receiptLine, Currency currency) {
        return Sql.query(
                tx.session(),
                """
                select invoice_line_id, order_line_id, sum(quantity), sum(receipt_value),
                  sum(invoice_value)
                from purchasing_match
                where receipt_line_id = ? and company_id = ?
                group by invoice_line_id, order_line_id having sum(quantity) > 0
                order by max(id) desc\
                """,
                List.of(receiptLine, tx.companyId()),
                row ->
                        new Pair(
                                Sql.uuid(row.getBytes(1)),
                                Sql.uuid(row.getBytes(2)),
                                new Quantity(row.getBigDecimal(3)),
                                Money.rounded(row.getBigDecimal(4), currency),
                                Money.rounded(row.getBigDecimal(5), currency)));
    }

    private static void keep(
            Tx tx,
            Match match,
            UUID receiptLine,
            UUID invoiceLine,
            Quantity part,
            Money worth,
            Money billed) {
        tx.add(match);
        count(tx, RECEIPT_LINE, receiptLine, part.value(), worth.amount());
        count(tx, INVOICE_LINE, invoiceLine, part.value(), billed.amount());
    }

    static void count(Tx tx, String table, UUID line, BigDecimal part, BigDecimal worth) {
        int changed =
                Sql.update(
                        tx.session(),
                        "update "
                                + table
                                + " set matched = matched + ?, matched_value = matched_value + ?"
                                + " where id = ? and company_id = ?",
                        List.of(part, worth, line, tx.companyId()));
        if (changed != 1) {
            throw new IllegalStateException("no line " + line);
        }
    }
}

package erp.purchasing.matching;

import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.finance.ledger.Ledger;
import erp.inventory.layers.ByItem;
import erp.inventory.stock.Origin;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Takes back all that is matched of an invoice which is taken back, each part for the cause that it
 * was matched for: what that has posted stays its own.
 */
public final class Unmatching {
    private final Ledger ledger;

    /** What a cause has matched of a line of the invoice with one of a receipt. */
    private record Part(
            Origin cause,
            UUID orderLine,
            UUID receiptLine,
            UUID invoiceLine,
            Quantity quantity,
            Money receipt,
            Money invoice) {}

    /** Matched parts, summed by line: what lines say must hold after each change. */
    private record Counted(String table, ByItem quantities, ByItem values) {
        Counted(String table) {
            this(table, new ByItem(), new ByItem());
        }

        void add(UUID line, Quantity quantity, Money value) {
            quantities.add(line, quantity.value());
            values.add(line, value.amount());
        }

        void takeOff(Tx tx) {
            for (UUID line : quantities.keys()) {
                Matching.count(
                        tx, table, line, quantities.of(line).negate(), values.of(line).negate());
            }
        }
    }

    public Unmatching(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * Counts lines back under their orders' locks and posts what other documents than the invoice
     * have posted for it; what the invoice itself has, is mirrored with it.
     */
    public void of(Tx tx, Origin invoice, LocalDate date) {
        Map<Origin, Matched> others = new LinkedHashMap<>();
        Counted receipts = new Counted(Matching.RECEIPT_LINE);
        Counted invoices = new Counted(Matching.INVOICE_LINE);
        tx.flush();
        for (Part part : parts(tx, invoice.id())) {
            tx.add(
                    new Match(
                            tx,
                            part.cause(),
                            part.orderLine(),
                            part.receiptLine(),
                            part.invoiceLine(),
                            part.quantity().negate(),
                            part.receipt().negate(),
                            part.invoice().negate()));
            receipts.add(part.receiptLine(), part.quantity(), part.receipt());
            invoices.add(part.invoiceLine(), part.quantity(), part.invoice());
            if (!part.cause().id().equals(invoice.id())) {
                others.merge(
                        part.cause(),
                        new Matched(
                                ledger,
                                part.cause(),
                                part.receipt().negate(),
                                part.invoice().negate(),
                                List.of()),
                        Matched::and);
            }
        }
        tx.flush();
        receipts.takeOff(tx);
        invoices.takeOff(tx);
        others.values().forEach(it -> it.post(tx, date, "match-" + brief(invoice.id())));
    }

    /** An id as a posting's name has room for. */
    private static String brief(UUID id) {
        return new BigInteger(id.toString().replace("-", ""), 16).toString(36);
    }

    private static List<Part> parts(Tx tx, UUID invoice) {
        Currency currency = tx.company().currency();
        return Sql.query(
                tx.session(),
                """
                select m.cause_type, m.cause_id, m.order_line_id, m.receipt_line_id, m.invoice_line_id,
                  sum(m.quantity), sum(m.receipt_value), sum(m.invoice_value)
                from purchasing_match m join purchasing_invoice_line l on l.id = m.invoice_line_id
                where l.invoice_id = ? and m.company_id = ?
                group by m.cause_type, m.cause_id, m.order_line_id, m.receipt_line_id, m.invoice_line_id
                having sum(m.quantity) <> 0 or sum(m.receipt_value) <> 0 or sum(m.invoice_value) <> 0
                order by min(m.id)\
                """,
                List.of(invoice, tx.companyId()),
                row ->
                        new Part(
                                new Origin(row.getString(1), Sql.uuid(row.getBytes(2))),
                                Sql.uuid(row.getBytes(3)),
                                Sql.uuid(row.getBytes(4)),
                                Sql.uuid(row.getBytes(5)),
                                new Quantity(row.getBigDecimal(6)),
                                Money.rounded(row.getBigDecimal(7), currency),
                                Money.rounded(row.getBigDecimal(8), currency)));
    }
}

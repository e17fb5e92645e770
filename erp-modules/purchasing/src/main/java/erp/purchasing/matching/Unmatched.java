package erp.purchasing.matching;

import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.purchasing.common.Shares;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

/** A line of a receipt or an invoice of which something is not matched, under its order's lock. */
final class Unmatched {
    private static final String RECEIPTS =
            """
            select id, order_line_id, quantity, value, quantity - matched - returned,
              value - matched_value - returned_value, receipt_id
            from purchasing_receipt_line
            where order_line_id in (%s) and company_id = ? and matched + returned < quantity
              and receipt_id not in (select document_id from finance_reversal)
            order by id\
            """;

    private static final String INVOICES =
            """
            select l.id, l.order_line_id, l.quantity, l.net, l.quantity - l.matched - l.credited,
              l.net - l.matched_value - l.credited_value, l.invoice_id
            from purchasing_invoice_line l
            join purchasing_invoice i on i.id = l.invoice_id and i.state = 'POSTED'
            where l.order_line_id in (%s) and l.company_id = ?
              and l.matched + l.credited < l.quantity
            order by l.id\
            """;

    private final UUID document;
    private final UUID line;
    private final UUID orderLine;
    private final Quantity of;
    private final Money whole;
    private Quantity rest;
    private Money restValue;

    private Unmatched(
            UUID document,
            UUID line,
            UUID orderLine,
            Quantity of,
            Money whole,
            Quantity rest,
            Money restValue) {
        this.document = document;
        this.line = line;
        this.orderLine = orderLine;
        this.of = of;
        this.whole = whole;
        this.rest = rest;
        this.restValue = restValue;
    }

    /** What came of these lines of orders, the oldest first. */
    static List<Unmatched> receipts(Tx tx, Collection<UUID> orderLines) {
        return read(tx, RECEIPTS, orderLines);
    }

    /** What is billed of these lines of orders, the oldest first. */
    static List<Unmatched> invoices(Tx tx, Collection<UUID> orderLines) {
        return read(tx, INVOICES, orderLines);
    }

    /** The receipt, or the invoice. */
    UUID document() {
        return document;
    }

    UUID line() {
        return line;
    }

    UUID orderLine() {
        return orderLine;
    }

    Quantity rest() {
        return rest;
    }

    /** Takes so much of it and answers what that is worth. */
    Money take(Quantity part) {
        Money worth = Shares.of(whole, of, restValue, rest, part);
        rest = rest.minus(part);
        restValue = restValue.minus(worth);
        return worth;
    }

    private static List<Unmatched> read(Tx tx, String sql, Collection<UUID> orderLines) {
        List<Object> parameters = new ArrayList<>(orderLines);
        parameters.add(tx.companyId());
        Currency currency = tx.company().currency();
        return Sql.query(
                tx.session(),
                sql.formatted(Sql.marks(orderLines.size())),
                parameters,
                row -> of(row, currency));
    }

    private static Unmatched of(ResultSet row, Currency currency) throws SQLException {
        return new Unmatched(
                Sql.uuid(row.getBytes(7)),
                Sql.uuid(row.getBytes(1)),
                Sql.uuid(row.getBytes(2)),
                new Quantity(row.getBigDecimal(3)),
                Money.rounded(row.getBigDecimal(4), currency),
                new Quantity(row.getBigDecimal(5)),
                Money.rounded(row.getBigDecimal(6), currency));
    }
}

package erp.purchasing.returns;

import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.purchasing.common.Shares;

import java.util.Currency;
import java.util.List;
import java.util.UUID;

/**
 * A line of a receipt as it stands, under its order's lock.
 *
 * @param value of all of it
 * @param rest neither matched nor sent back
 * @param restValue worth of that
 * @param matched with invoices
 */
record ReceivedLine(
        UUID id,
        UUID orderLine,
        UUID item,
        Quantity quantity,
        Money value,
        Quantity rest,
        Money restValue,
        Quantity matched) {
    static List<ReceivedLine> of(Tx tx, UUID receipt) {
        Currency currency = tx.company().currency();
        return Sql.query(
                tx.session(),
                """
                select id, order_line_id, item_id, quantity, value, quantity - matched - returned,
                  value - matched_value - returned_value, matched
                from purchasing_receipt_line where receipt_id = ? and company_id = ?
                order by line_no\
                """,
                List.of(receipt, tx.companyId()),
                row ->
                        new ReceivedLine(
                                Sql.uuid(row.getBytes(1)),
                                Sql.uuid(row.getBytes(2)),
                                Sql.uuid(row.getBytes(3)),
                                new Quantity(row.getBigDecimal(4)),
                                Money.rounded(row.getBigDecimal(5), currency),
                                new Quantity(row.getBigDecimal(6)),
                                Money.rounded(row.getBigDecimal(7), currency),
                                new Quantity(row.getBigDecimal(8))));
    }

    /** What can be sent back, invoiced or not. */
    Quantity returnable() {
        return rest.plus(matched);
    }

    /** The same, of which so much more is not matched any more. */
    ReceivedLine freed(Quantity part, Money worth) {
        return new ReceivedLine(
                id,
                orderLine,
                item,
                quantity,
                value,
                rest.plus(part),
                restValue.plus(worth),
                matched.minus(part));
    }

    /** Counts what is sent back and answers what that cost. */
    Money sendBack(Tx tx, Quantity part) {
        Money worth = Shares.of(value, quantity, restValue, rest, part);
        int changed =
                Sql.update(
                        tx.session(),
                        """
                        update purchasing_receipt_line
                        set returned = returned + ?, returned_value = returned_value + ?
                        where id = ? and company_id = ? and matched + returned + ? <= quantity\
                        """,
                        List.of(part.value(), worth.amount(), id, tx.companyId(), part.value()));
        if (changed != 1) {
            throw new IllegalStateException("receipt line %s has no %s".formatted(id, part));
        }
        return worth;
    }
}

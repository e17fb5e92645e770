package erp.purchasing.returns;

import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.purchasing.common.Shares;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * A line of a posted invoice as it stands, under its order's lock.
 *
 * @param rest neither matched nor credited
 * @param restValue worth of that
 * @param allowed what was credited of its price
 * @param claimable net worth that no credit has taken yet
 */
record BilledLine(
        UUID id,
        UUID supplier,
        UUID order,
        UUID orderLine,
        String taxCode,
        Quantity quantity,
        Money net,
        Quantity rest,
        Money restValue,
        Money allowed,
        Money claimable) {

    /**
     * What a credit of so many pieces takes.
     *
     * @param cleared off the account of goods that are invoiced
     * @param claimed less what was credited of their price before
     */
    record Taken(Money cleared, Money claimed) {
        Money allowed() {
            return cleared.minus(claimed);
        }
    }

    /**
     * By their ids; those that are of no posted invoice are absent, those of a held one refused.
     */
    static Map<UUID, BilledLine> of(Tx tx, Collection<UUID> ids) {
        List<Object> parameters = new ArrayList<>(ids);
        parameters.add(tx.companyId());
        Currency currency = tx.company().currency();
        Map<UUID, BilledLine> lines = new HashMap<>();
        Set<UUID> invoices = new HashSet<>();
        Sql.query(
                        tx.session(),
                        """
                        select l.id, i.supplier_id, l.order_id, l.order_line_id, l.tax_code,
                          l.quantity, l.net, l.quantity - l.matched - l.credited,
                          l.net - l.matched_value - l.credited_value, l.allowed_value,
                          l.net - l.credited_value - l.allowed_value, l.invoice_id
                        from purchasing_invoice_line l
                        join purchasing_invoice i on i.id = l.invoice_id and i.state = 'POSTED'
                        where l.id in (%s) and l.company_id = ?\
                        """
                                .formatted(Sql.marks(ids.size())),
                        parameters,
                        row -> {
                            invoices.add(Sql.uuid(row.getBytes(12)));
                            return new BilledLine(
                                    Sql.uuid(row.getBytes(1)),
                                    Sql.uuid(row.getBytes(2)),
                                    Sql.uuid(row.getBytes(3)),
                                    Sql.uuid(row.getBytes(4)),
                                    row.getString(5),
                                    new Quantity(row.getBigDecimal(6)),
                                    Money.rounded(row.getBigDecimal(7), currency),
                                    new Quantity(row.getBigDecimal(8)),
                                    Money.rounded(row.getBigDecimal(9), currency),
                                    Money.rounded(row.getBigDecimal(10), currency),
                                    Money.rounded(row.getBigDecimal(11), currency));
                        })
                .forEach(line -> lines.put(line.id(), line));
        tx.requireFree(invoices);
        return lines;
    }

    /** Counts pieces that are not billed any more. */
    Taken takePieces(Tx tx, Quantity part) {
        Money cleared = Shares.of(net, quantity, restValue, rest, part);
        Money share =
                Money.rounded(
                        allowed.amount()
                                .multiply(part.value())
                                .divide(
                                        quantity.value(),
                                        net.currency().getDefaultFractionDigits(),
                                        RoundingMode.HALF_UP),
                        net.currency());
        // What stays allowed is within what stays billed, and a credit never claims below nothing.
        Money least = cleared.minus(claimable);
        Money back = share.compareTo(least) < 0 ? least : share;
        back = back.compareTo(cleared) > 0 ? cleared : back;
        back = back.compareTo(allowed) > 0 ? allowed : back;
        count(tx, part, cleared, back.negate());
        return new Taken(cleared, cleared.minus(back));
    }

    /** Counts a price that was too high. */
    void lower(Tx tx, Money amount) {
        count(tx, Quantity.ZERO, Money.zero(amount.currency()), amount);
    }

    private void count(Tx tx, Quantity part, Money cleared, Money lowered) {
        BigDecimal pieces = part.value();
        int changed =
                Sql.update(
                        tx.session(),
                        """
                        update purchasing_invoice_line
                        set credited = credited + ?, credited_value = credited_value + ?,
                          allowed_value = allowed_value + ?
                        where id = ? and company_id = ? and matched + credited + ? <= quantity\
                        """,
                        List.of(
                                pieces,
                                cleared.amount(),
                                lowered.amount(),
                                id,
                                tx.companyId(),
                                pieces));
        if (changed != 1) {
            throw new IllegalStateException("invoice line %s has no %s".formatted(id, part));
        }
    }
}

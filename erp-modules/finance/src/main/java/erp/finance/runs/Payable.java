package erp.finance.runs;

import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.finance.accounts.Subledger;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

/**
 * What is owed to a supplier, as those who pay it see it.
 *
 * @param discount what is taken off all of it where it is paid until its date
 */
record Payable(
        UUID id,
        UUID supplier,
        String sourceType,
        UUID source,
        String posting,
        String reference,
        LocalDate due,
        Money amount,
        Money open,
        @Nullable LocalDate discountDate,
        @Nullable BigDecimal discount) {
    private static final String SELECT =
            """
            select i.id, i.party_id, i.source_type, i.source_id, i.posting, i.reference,
              i.due_date, i.amount, i.open_amount, i.discount_date, i.discount_amount
            from finance_open_item i
            where i.company_id = ? and i.kind = ? and i.currency = ? and\
            """;

    /**
     * Open ones that are due, or whose discount ends, by that day and that no draft pays; but for
     * what is held for review.
     */
    static List<Payable> due(
            Tx tx,
            Currency currency,
            LocalDate dueBy,
            boolean discounts,
            @Nullable UUID supplier,
            int most) {
        List<Object> parameters = parameters(tx, currency);
        parameters.add(dueBy);
        StringBuilder sql = new StringBuilder(SELECT);
        if (discounts) {
            sql.append(" (i.due_date <= ? or i.discount_date between ? and ?)");
            parameters.add(tx.today());
            parameters.add(dueBy);
        } else {
            sql.append(" i.due_date <= ?");
        }
        if (supplier != null) {
            sql.append(" and i.party_id = ?");
            parameters.add(supplier);
        }
        sql.append(
                """
                 and i.open_amount > 0 and not exists (
                    select 1 from finance_payment_run_line l
                    join finance_payment_run r on r.id = l.run_id and r.state = 'DRAFT'
                    where l.open_item_id = i.id)
                  and not exists (
                    select 1 from finance_payment_run_set_off s
                    join finance_payment_run r on r.id = s.run_id and r.state = 'DRAFT'
                    where s.open_item_id = i.id)\
                """);
        for (String column : List.of("i.source_id", "i.party_id")) {
            parameters.addAll(tx.held());
            sql.append(Sql.without(column, tx.held()));
        }
        sql.append(" order by i.due_date, i.id limit ?");
        parameters.add(most);
        return Sql.query(tx.session(), sql.toString(), parameters, row -> of(row, currency));
    }

    /** Of a document, or to a supplier, that is held for review. */
    boolean isHeld(Tx tx) {
        return tx.held(source) != null || tx.held(supplier) != null;
    }

    /** Those of these ids, locked by id until commit where that is asked for. */
    static List<Payable> of(Tx tx, Currency currency, Collection<UUID> ids, boolean lock) {
        if (ids.isEmpty()) {
            return List.of();
        }
        List<Object> parameters = parameters(tx, currency);
        parameters.addAll(ids);
        String sql =
                SELECT
                        + " i.id in (%s) order by i.id".formatted(Sql.marks(ids.size()))
                        + (lock ? " for update" : "");
        return Sql.query(tx.session(), sql, parameters, row -> of(row, currency));
    }

    /**
     * What is taken off where so much of it is paid on that day; rounded down, so that it is less
     * than the part, and all parts together take off no more than the whole.
     */
    Money discountOn(LocalDate day, Money part) {
        if (discount == null || discountDate == null || day.isAfter(discountDate)) {
            return Money.zero(part.currency());
        }
        BigDecimal share =
                discount.multiply(part.amount())
                        .divide(
                                amount.amount(),
                                part.currency().getDefaultFractionDigits(),
                                RoundingMode.DOWN);
        return new Money(share, part.currency());
    }

    private static List<Object> parameters(Tx tx, Currency currency) {
        return new ArrayList<>(
                List.of(tx.companyId(), Subledger.PAYABLE.name(), currency.getCurrencyCode()));
    }

    private static Payable of(ResultSet row, Currency currency) throws SQLException {
        return new Payable(
                Sql.uuid(row.getBytes(1)),
                Sql.uuid(row.getBytes(2)),
                row.getString(3),
                Sql.uuid(row.getBytes(4)),
                row.getString(5),
                row.getString(6),
                row.getObject(7, LocalDate.class),
                Money.rounded(row.getBigDecimal(8), currency),
                Money.rounded(row.getBigDecimal(9), currency),
                row.getObject(10, LocalDate.class),
                row.getBigDecimal(11));
    }
}

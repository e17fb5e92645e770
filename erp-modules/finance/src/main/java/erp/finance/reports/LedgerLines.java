package erp.finance.reports;

import erp.core.listing.Cursor;
import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.finance.numbering.Book;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Lines of an account in the order of their days, those of a day by their ids. The index of the
 * account has them by day only: first it tells the last day of the page, then the lines up to it
 * are put in order, so that a far page costs what the first does.
 */
final class LedgerLines {
    private static final String BEHIND = " and (l.entry_date > ? or l.id > ?)";

    private static final String DATES =
            """
            select l.entry_date from finance_journal_line l
            where l.account_id = ? and l.entry_date between ? and ?{behind}
            order by l.entry_date limit ?\
            """;

    private static final String LINES =
            """
            select l.id, l.entry_date, l.entry_id, e.book, n.fiscal_year, n.number, e.text,
              e.source_type, e.source_id, l.party_id, p.name, l.cost_centre, l.debit, l.credit
            from (select l.id, l.entry_date, l.entry_id, l.party_id, l.cost_centre, l.debit, l.credit
                  from finance_journal_line l
                  where l.account_id = ? and l.entry_date between ? and ?{behind}
                  order by l.entry_date, l.id limit ?) l
            join finance_journal_entry e on e.id = l.entry_id
            left join finance_entry_number n on n.id = l.entry_id
            left join core_party p on p.id = l.party_id
            order by l.entry_date, l.id\
            """;

    private static final String UP_TO =
            """
            select coalesce(sum(l.debit - l.credit), 0) from finance_journal_line l
            where l.account_id = ? and l.entry_date = ? and l.id <= ?\
            """;

    /** A line as it is kept. */
    record Row(
            UUID id,
            LocalDate date,
            UUID entry,
            Book book,
            @Nullable Integer fiscalYear,
            @Nullable Long number,
            String text,
            String sourceType,
            UUID sourceId,
            @Nullable UUID party,
            @Nullable String partyName,
            @Nullable String costCentre,
            BigDecimal debit,
            BigDecimal credit) {
        Cursor cursor() {
            return new Cursor(id, date);
        }

        GeneralLedger.Line shown(BigDecimal balance, String currency) {
            return new GeneralLedger.Line(
                    date,
                    entry,
                    book,
                    fiscalYear,
                    number,
                    text,
                    sourceType,
                    sourceId,
                    party,
                    partyName,
                    costCentre,
                    debit.signum() == 0 ? null : Sum.of(debit, currency),
                    credit.signum() == 0 ? null : Sum.of(credit, currency),
                    Sum.of(balance, currency));
        }
    }

    private LedgerLines() {}

    static List<Row> read(Tx tx, UUID account, Days days, @Nullable Cursor after, int limit) {
        Days left = after == null ? days : new Days(dateOf(after), days.to());
        String behind = after == null ? "" : BEHIND;
        List<LocalDate> dates =
                Sql.query(
                        tx.session(),
                        DATES.replace("{behind}", behind),
                        parameters(account, left, after, limit),
                        row -> row.getObject(1, LocalDate.class));
        if (dates.isEmpty()) {
            return List.of();
        }
        return Sql.query(
                tx.session(),
                LINES.replace("{behind}", behind),
                parameters(account, new Days(left.from(), dates.getLast()), after, limit),
                row ->
                        new Row(
                                Sql.uuid(row.getBytes(1)),
                                row.getObject(2, LocalDate.class),
                                Sql.uuid(row.getBytes(3)),
                                Book.valueOf(row.getString(4)),
                                row.getObject(5, Integer.class),
                                row.getObject(6, Long.class),
                                row.getString(7),
                                row.getString(8),
                                Sql.uuid(row.getBytes(9)),
                                Sql.uuidOrNull(row.getBytes(10)),
                                row.getString(11),
                                row.getString(12),
                                row.getBigDecimal(13),
                                row.getBigDecimal(14)));
    }

    /** What is on the account behind that line. */
    static BigDecimal balanceAt(Tx tx, UUID account, Days days, Cursor line) {
        LocalDate date = dateOf(line);
        BigDecimal ofDay =
                Sql.query(
                                tx.session(),
                                UP_TO,
                                List.of(account, date, line.id()),
                                row -> row.getBigDecimal(1))
                        .getFirst();
        return Balances.of(tx, account, date.minusDays(1)).balance().add(ofDay);
    }

    private static LocalDate dateOf(Cursor line) {
        return (LocalDate) Objects.requireNonNull(line.key());
    }

    private static List<Object> parameters(
            UUID account, Days days, @Nullable Cursor after, int limit) {
        List<Object> parameters = new ArrayList<>(List.of(account, days.from(), days.to()));
        if (after != null) {
            parameters.add(dateOf(after));
            parameters.add(after.id());
        }
        parameters.add(limit);
        return parameters;
    }
}

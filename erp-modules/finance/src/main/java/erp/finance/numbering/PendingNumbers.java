package erp.finance.numbering;

import erp.core.sql.Sql;
import erp.core.tx.Tx;

import org.hibernate.Session;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** Entries of one transaction that still need their number. */
public final class PendingNumbers implements Runnable {
    private static final String ROW = "(?, ?, ?, ?, last_insert_id() + ?)";
    private static final int COLUMNS = 5;

    private final Session session;
    private final UUID company;
    private final List<Pending> entries = new ArrayList<>();

    private record Series(Book book, int fiscalYear) {}

    private record Pending(Series series, UUID entry) {}

    private PendingNumbers(Tx tx) {
        this.session = tx.session();
        this.company = tx.companyId();
    }

    /** The transaction's; they are numbered when it is about to commit. */
    static PendingNumbers of(Tx tx) {
        return tx.beforeCommit(PendingNumbers.class, () -> new PendingNumbers(tx));
    }

    void add(Book book, int fiscalYear, UUID entry) {
        entries.add(new Pending(new Series(book, fiscalYear), entry));
    }

    /** Numbers them, the series in one order so that no two transactions wait for each other. */
    @Override
    public void run() {
        Map<Series, List<UUID>> bySeries =
                entries.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Pending::series,
                                        () ->
                                                new TreeMap<>(
                                                        Comparator.comparing(Series::book)
                                                                .thenComparingInt(
                                                                        Series::fiscalYear)),
                                        Collectors.mapping(Pending::entry, Collectors.toList())));
        entries.clear();
        bySeries.forEach(this::assign);
    }

    private void assign(Series series, List<UUID> entries) {
        new Sequence(company, "journal." + series.book(), series.fiscalYear())
                .take(session, entries.size());
        List<Object> parameters = new ArrayList<>();
        for (UUID entry : entries) {
            Collections.addAll(
                    parameters,
                    entry,
                    company,
                    series.book().name(),
                    series.fiscalYear(),
                    parameters.size() / COLUMNS);
        }
        Sql.update(
                session,
                """
                insert into finance_entry_number (id, company_id, book, fiscal_year, number)
                values %s\
                """
                        .formatted(String.join(", ", Collections.nCopies(entries.size(), ROW))),
                parameters);
    }
}

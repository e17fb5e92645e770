package erp.finance;

import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.hibernate.jpa.HibernateHints;
import org.hibernate.query.MutationQuery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** Entries of one transaction that still need their number. */
final class PendingNumbers {
    private final UUID company;
    private final List<Pending> entries = new ArrayList<>();

    private record Series(Book book, int fiscalYear) {}

    private record Pending(Series series, UUID entry) {}

    PendingNumbers(UUID company) {
        this.company = company;
    }

    void add(Book book, int fiscalYear, UUID entry) {
        entries.add(new Pending(new Series(book, fiscalYear), entry));
    }

    /** Numbers them, the series in one order so that no two transactions wait for each other. */
    void assign(Session session) {
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
        bySeries.forEach((series, ids) -> assign(session, series, ids));
    }

    private void assign(Session session, Series series, List<UUID> ids) {
        Sequence.take(
                session,
                new Sequence(company, "journal." + series.book(), series.fiscalYear()),
                ids.size());
        String rows =
                ids.stream()
                        .map(
                                id -> {
                                    int n = ids.indexOf(id);
                                    return "(:id%d, :company, :book, :year, last_insert_id() + %d)"
                                            .formatted(n, n);
                                })
                        .collect(Collectors.joining(", "));
        MutationQuery insert =
                session.createNativeMutationQuery(
                        "insert into finance_entry_number (id, company_id, book, fiscal_year,"
                                + " number) values "
                                + rows);
        for (int n = 0; n < ids.size(); n++) {
            insert.setParameter("id" + n, ids.get(n));
        }
        insert.setParameter("company", company)
                .setParameter("book", series.book().name())
                .setParameter("year", series.fiscalYear())
                .setHint(HibernateHints.HINT_FLUSH_MODE, FlushMode.MANUAL)
                .executeUpdate();
    }
}

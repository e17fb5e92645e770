package erp.core.checks;

import erp.core.Caller;
import erp.core.jobs.Job;
import erp.core.sql.Sql;
import erp.core.tx.Db;
import erp.core.tx.Tx;
import erp.migrations.Invariants;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.sql.DataSource;

/**
 * Checks the data by the hour and keeps what was found, for all processes to tell. Users are not
 * kept waiting: one check runs at a time, for a minute at most, on a connection beside the pool and
 * a snapshot that locks nothing, and after each it rests as long as that took.
 */
public final class DataChecks {
    private static final Caller CALLER = Caller.system("data-checks");
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int LONGEST_FAILURE = 500;

    private static final String FOUND =
            """
            insert into core_data_check (name, checked_at, broken_rows)
            values (?, utc_timestamp(6) - interval ? microsecond, ?)
            on duplicate key update checked_at = values(checked_at),
              broken_rows = values(broken_rows), failure = null\
            """;
    private static final String FAILED =
            """
            insert into core_data_check (name, broken_rows, failure) values (?, 0, ?)
            on duplicate key update failure = values(failure)\
            """;
    private static final String STANDING =
            """
            select name, broken_rows, timestampdiff(second, checked_at, utc_timestamp(6)), failure
            from core_data_check order by name\
            """;

    private final Db db;
    private final DataSource source;
    private final Invariants invariants = new Invariants();
    private final SortedMap<String, List<Invariants.Query>> checks;
    private final Observer observer;
    private volatile List<Standing> standings = List.of();

    /** Told of what the checks found, for metrics. */
    public interface Observer {
        Observer NONE = (_, _, _) -> {};

        /**
         * @param check for example I01
         * @param brokenRows that break its rule; counting stops at ten thousand
         * @param ageSeconds since when that may have changed
         */
        void checked(String check, long brokenRows, long ageSeconds);
    }

    /**
     * How a check stands.
     *
     * @param ageSeconds of what it found; absent where it never could run
     * @param failure why it could not run when it was last due
     */
    private record Standing(
            String name, long brokenRows, @Nullable Long ageSeconds, @Nullable String failure) {
        private static Standing read(ResultSet row) throws SQLException {
            long seconds = row.getLong(3);
            Long age = row.wasNull() ? null : seconds;
            return new Standing(row.getString(1), row.getLong(2), age, row.getString(4));
        }

        private String told() {
            if (failure != null) {
                return "%s could not run: %s".formatted(name, failure);
            }
            return brokenRows == 0
                    ? ""
                    : "%s is broken by %d row%s"
                            .formatted(name, brokenRows, brokenRows == 1 ? "" : "s");
        }
    }

    /**
     * @param source of connections beside the pool
     */
    public DataChecks(Db db, DataSource source, Observer observer) {
        this.db = db;
        this.source = source;
        this.checks =
                invariants.whole().stream()
                        .collect(
                                Collectors.groupingBy(
                                        Invariants.Query::id, TreeMap::new, Collectors.toList()));
        this.observer = observer;
    }

    public Job job() {
        return new Job("data-checks", Duration.ofHours(1), this::run);
    }

    private void run() {
        try {
            for (Map.Entry<String, List<Invariants.Query>> check : checks.entrySet()) {
                long begun = System.nanoTime();
                Invariants.Run found = invariants.run(source, check.getValue(), LIMIT);
                Duration took = Duration.ofNanos(System.nanoTime() - begun);
                db.write(CALLER, tx -> keep(tx, check.getKey(), found, took));
                Thread.sleep(took);
            }
            db.write(CALLER, this::forget);
        } catch (SQLException e) {
            throw new IllegalStateException("the database does not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where several queries check one rule, the rows of all, as a release counts them. */
    private static int keep(Tx tx, String name, Invariants.Run found, Duration took) {
        Collection<Invariants.Result> results = found.results().values();
        String failure =
                Stream.concat(
                                results.stream().flatMap(it -> it.error().stream()),
                                found.unfinished().stream().map(DataChecks::unfinished))
                        .collect(Collectors.joining("; "));
        if (!failure.isEmpty()) {
            return Sql.update(
                    tx.session(), FAILED, List.of(name, Sql.cut(failure, LONGEST_FAILURE)));
        }
        long rows = results.stream().mapToLong(Invariants.Result::violations).sum();
        List<Object> parameters = List.of(name, took.toNanos() / 1_000, rows);
        return Sql.update(tx.session(), FOUND, parameters);
    }

    private static String unfinished(Invariants.Query query) {
        return "%s did not finish within %d s".formatted(query.file(), LIMIT.toSeconds());
    }

    /** What this build does not check any more. */
    private int forget(Tx tx) {
        return checks.isEmpty()
                ? 0
                : Sql.update(
                        tx.session(),
                        "delete from core_data_check where name not in (%s)"
                                .formatted(Sql.marks(checks.size())),
                        List.copyOf(checks.keySet()));
    }

    /** Sees what was found last, by whichever process. */
    public void look() {
        standings =
                db.read(CALLER, tx -> Sql.query(tx.session(), STANDING, List.of(), Standing::read));
        for (Standing it : standings) {
            Long age = it.ageSeconds();
            if (age != null) {
                observer.checked(it.name(), it.brokenRows(), age);
            }
        }
    }

    /** What operators should know: rules that are broken or could not be checked. */
    public String trouble() {
        return standings.stream()
                .map(Standing::told)
                .filter(it -> !it.isEmpty())
                .collect(Collectors.joining("; "));
    }
}

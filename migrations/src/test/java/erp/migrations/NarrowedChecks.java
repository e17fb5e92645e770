package erp.migrations;

import erp.migrations.Invariants.Result;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

import javax.sql.DataSource;

/** Sees to it that what a check finds in all rows is also found when it is asked of new ones. */
public final class NarrowedChecks {
    private static final Duration LONG = Duration.ofMinutes(5);

    private NarrowedChecks() {}

    /**
     * Fails where the checks find something else when all rows are new.
     *
     * @param found what they have found in all rows
     */
    public static void agree(DataSource dataSource, List<Result> found) throws SQLException {
        List<String> broken = broken(dataSource, Instant.EPOCH);
        if (!broken.equals(broken(found))) {
            throw new AssertionError(
                    "asked of new rows, the checks find " + broken + ", not " + broken(found));
        }
    }

    /**
     * What is broken of rows of any age, each with its first rows; empty when all is well. Fails as
     * {@link #agree} does.
     */
    public static List<String> brokenOldOrNew(DataSource dataSource) {
        try {
            List<Result> results = new Invariants().run(dataSource);
            agree(dataSource, results);
            return results.stream()
                    .filter(result -> !result.passed())
                    .map(it -> it.id() + " " + it.error().orElse("") + it.firstRows())
                    .toList();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A moment that is after all ids made so far, and before all that will be made. */
    public static Instant moment() {
        Instant next = Instant.now().plusMillis(1);
        while (Instant.now().isBefore(next)) {
            Thread.onSpinWait();
        }
        return next;
    }

    /** What is broken of that which was written since a moment. */
    public static List<String> broken(DataSource dataSource, Instant moment) throws SQLException {
        Invariants invariants = new Invariants();
        return broken(
                invariants.run(dataSource, invariants.since(moment), LONG).results().values());
    }

    private static List<String> broken(Collection<Result> results) {
        return results.stream()
                .filter(result -> !result.passed())
                .map(result -> result.statement() + result.error().orElse(""))
                .toList();
    }
}

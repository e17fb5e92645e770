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
        Invariants invariants = new Invariants();
        Invariants.Run run = invariants.run(dataSource, invariants.since(Instant.EPOCH), LONG);
        List<String> broken = broken(run.results().values());
        if (!broken.equals(broken(found))) {
            throw new AssertionError(
                    "asked of new rows, the checks find " + broken + ", not " + broken(found));
        }
    }

    private static List<String> broken(Collection<Result> results) {
        return results.stream()
                .filter(result -> !result.passed())
                .map(result -> result.statement() + result.error().orElse(""))
                .toList();
    }
}

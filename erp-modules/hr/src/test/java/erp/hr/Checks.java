package erp.hr;

import erp.core.TestServer;
import erp.migrations.Invariants;
import erp.migrations.NarrowedChecks;

import java.sql.SQLException;
import java.util.List;

/** The checks on the data that every operation must leave clean. */
final class Checks {
    private Checks() {}

    /** What is broken, each with its first rows; empty when all is well. */
    static List<String> broken(TestServer server) {
        try {
            var database = server.schema().administrator().dataSource();
            List<Invariants.Result> results = new Invariants().run(database);
            NarrowedChecks.agree(database, results);
            return results.stream()
                    .filter(result -> !result.passed())
                    .map(
                            result ->
                                    result.id()
                                            + " "
                                            + result.statement()
                                            + result.error().orElse("")
                                            + result.firstRows())
                    .toList();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

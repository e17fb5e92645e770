package erp.migrations;

import erp.migrations.sql.DatabaseLogin;

import java.io.PrintStream;
import java.sql.SQLException;
import java.util.List;

/** Prints the invariants of a schema, a line each and a summary. */
record CheckReport(PrintStream out) {
    /** Whether all of them hold. No check at all is no pass. */
    boolean print(DatabaseLogin login) throws SQLException {
        List<Invariants.Result> results = new Invariants().run(login.dataSource());
        for (Invariants.Result result : results) {
            out.println(line(result));
        }
        long failed = results.stream().filter(it -> !it.passed()).count();
        out.printf(
                "%d checks, %d ok, %d failed%n", results.size(), results.size() - failed, failed);
        return failed == 0 && !results.isEmpty();
    }

    private static String line(Invariants.Result result) {
        if (result.passed()) {
            return "ok   %s %s".formatted(result.id(), result.statement());
        }
        return result.error()
                .map(
                        it ->
                                "FAIL %s %s could not run: %s"
                                        .formatted(result.id(), result.statement(), it))
                .orElseGet(
                        () ->
                                "FAIL %s %s %d %s: %s"
                                        .formatted(
                                                result.id(),
                                                result.statement(),
                                                result.violations(),
                                                result.violations() == 1 ? "row" : "rows",
                                                String.join("; ", result.firstRows())));
    }
}

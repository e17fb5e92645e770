package erp.migrations;

import erp.migrations.sql.ResourceFolder;
import erp.migrations.sql.Sql;
import erp.migrations.sql.SqlScript;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;

import javax.sql.DataSource;

/**
 * The checks on the data: each is a query for the rows that break a rule, so a healthy database
 * answers all of them with nothing. All run on one snapshot, so work in progress never looks like a
 * breach.
 */
public final class Invariants {
    private static final int SHOWN = 3;
    private static final int MAX_ROWS = 10_000;
    private static final int MAX_SECONDS = 300;

    private final SortedMap<String, String> checks;

    /** The checks of this build. */
    public Invariants() {
        this(ResourceFolder.read("sql/check"));
    }

    Invariants(Map<String, String> checks) {
        this.checks = new TreeMap<>(checks);
    }

    /**
     * What one check found.
     *
     * @param id for example I01
     * @param statement the rule, in a sentence
     * @param violations number of rows that break it; counting stops at 10,000
     * @param firstRows the first few of them as text
     * @param error why the check could not run, which is no pass
     */
    public record Result(
            String id,
            String statement,
            long violations,
            List<String> firstRows,
            Optional<String> error) {
        public Result {
            firstRows = List.copyOf(firstRows);
        }

        public boolean passed() {
            return violations == 0 && error.isEmpty();
        }
    }

    /** Runs every check; each gets an answer, whatever becomes of the others. */
    public List<Result> run(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            int isolation = connection.getTransactionIsolation();
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            Sql.execute(connection, "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
            try {
                List<Result> results = new ArrayList<>();
                for (Map.Entry<String, String> check : checks.entrySet()) {
                    results.add(run(connection, check.getKey(), check.getValue()));
                }
                return results;
            } finally {
                Sql.execute(connection, "ROLLBACK");
                connection.setTransactionIsolation(isolation);
            }
        }
    }

    private static Result run(Connection connection, String file, String sql) {
        String id = file.replaceFirst("_.*|\\.sql$", "");
        String firstLine = sql.lines().findFirst().orElse("");
        if (!firstLine.startsWith("-- ")) {
            return failed(id, file, "the first line of " + file + " must be \"-- \" and the rule");
        }
        String statement = firstLine.substring(3).strip();
        List<String> queries = SqlScript.statements(sql);
        if (queries.size() != 1) {
            return failed(id, statement, file + " must hold exactly one query");
        }
        try (Statement query = connection.createStatement()) {
            query.setMaxRows(MAX_ROWS);
            query.setQueryTimeout(MAX_SECONDS);
            try (ResultSet rows = query.executeQuery(queries.getFirst())) {
                long violations = 0;
                List<String> first = new ArrayList<>();
                while (rows.next()) {
                    violations++;
                    if (first.size() < SHOWN) {
                        first.add(text(rows));
                    }
                }
                return new Result(id, statement, violations, first, Optional.empty());
            }
        } catch (SQLException e) {
            return failed(id, statement, String.valueOf(e.getMessage()));
        }
    }

    private static Result failed(String id, String statement, String error) {
        return new Result(id, statement, 0, List.of(), Optional.of(error));
    }

    private static String text(ResultSet rows) throws SQLException {
        var text = new StringJoiner(", ", "{", "}");
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            Object value = rows.getObject(i);
            String shown =
                    value instanceof byte[] bytes
                            ? HexFormat.of().formatHex(bytes)
                            : String.valueOf(value);
            text.add(rows.getMetaData().getColumnLabel(i) + "=" + shown);
        }
        return text.toString();
    }
}

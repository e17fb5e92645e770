package erp.migrations;

import erp.migrations.sql.ResourceFolder;
import erp.migrations.sql.Sql;
import erp.migrations.sql.SqlScript;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import javax.sql.DataSource;

/**
 * The checks on the data: each is a query for the rows that break a rule, so a healthy database
 * answers all of them with nothing. All run on one snapshot, so work in progress never looks like a
 * breach.
 *
 * <p>A check that would look through a whole ledger can be asked of what was written since a moment
 * only: the lines of its file that name {@code :since} are left out, unless it is asked so; then
 * {@code :since} is the smallest id of that moment, as ids rise with time.
 */
public final class Invariants {
    private static final String SINCE = ":since";
    private static final int SHOWN = 3;
    private static final int MAX_ROWS = 10_000;
    private static final Duration NO_HURRY = Duration.ofHours(1);
    private static final int MAX_SECONDS = 300;
    private static final Pattern ID = Pattern.compile("[0-9A-Fa-f]{32}");

    private final SortedMap<String, String> checks;

    /** The checks of this build. */
    public Invariants() {
        this(ResourceFolder.read("sql/check"));
    }

    Invariants(Map<String, String> checks) {
        this.checks = new TreeMap<>(checks);
    }

    /**
     * A check, as it is asked.
     *
     * @param file its name
     * @param sql the rule as a comment, and the query
     * @param isNarrowed whether it asks of newly written rows only
     */
    public record Query(String file, String sql, boolean isNarrowed) {
        /** For example I01. */
        public String id() {
            return file.replaceFirst("_.*|\\.sql$", "");
        }
    }

    /**
     * What one check found.
     *
     * @param id for example I01
     * @param statement the rule, in a sentence
     * @param violations number of rows that break it; counting stops at 10,000
     * @param firstRows the first few of them as text
     * @param ids all ids in the rows that it found
     * @param error why the check could not run, which is no pass
     */
    public record Result(
            String id,
            String statement,
            long violations,
            List<String> firstRows,
            Set<UUID> ids,
            Optional<String> error) {
        public Result {
            firstRows = List.copyOf(firstRows);
            ids = Set.copyOf(ids);
        }

        public boolean passed() {
            return violations == 0 && error.isEmpty();
        }

        /** Of this, what another answer to the same rule knows too; all of it where that is cut. */
        public Result among(Result other) {
            if (other.violations >= MAX_ROWS) {
                return this;
            }
            Set<UUID> both = new LinkedHashSet<>(ids);
            both.retainAll(other.ids);
            return other.violations == 0
                    ? new Result(id, statement, 0, List.of(), Set.of(), error)
                    : new Result(id, statement, violations, firstRows, both, error);
        }
    }

    /**
     * What came of queries that were given a time.
     *
     * @param results of those that finished or failed, in their order
     * @param unfinished the others: nothing is known of them
     */
    public record Run(Map<Query, Result> results, List<Query> unfinished) {}

    /** Every check, of all rows. */
    public List<Query> whole() {
        return checks.entrySet().stream()
                .map(check -> new Query(check.getKey(), without(check.getValue()), false))
                .toList();
    }

    /** Every check, of what was written since a moment where it can be asked so. */
    public List<Query> since(Instant moment) {
        String id = "0x%012x%020x".formatted(Math.max(0, moment.toEpochMilli()), 0);
        return checks.entrySet().stream()
                .map(
                        check -> {
                            String sql = check.getValue();
                            return new Query(
                                    check.getKey(), sql.replace(SINCE, id), sql.contains(SINCE));
                        })
                .toList();
    }

    private static String without(String sql) {
        return sql.lines()
                .filter(line -> !line.contains(SINCE))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** Runs every check on all rows; each gets an answer, whatever becomes of the others. */
    public List<Result> run(DataSource dataSource) throws SQLException {
        Run run = run(dataSource, whole(), NO_HURRY);
        List<Result> results = new ArrayList<>(run.results().values());
        run.unfinished()
                .forEach(it -> results.add(failed(it.id(), statement(it), "did not finish")));
        return results;
    }

    /** Runs these in their order, for as long as the budget lasts. */
    public Run run(DataSource dataSource, List<Query> queries, Duration budget)
            throws SQLException {
        long end = System.nanoTime() + budget.toNanos();
        try (Connection connection = dataSource.getConnection()) {
            int isolation = connection.getTransactionIsolation();
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            Sql.execute(connection, "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
            try {
                Map<Query, Result> results = new LinkedHashMap<>();
                List<Query> unfinished = new ArrayList<>();
                for (Query query : queries) {
                    Optional<Result> result =
                            System.nanoTime() < end
                                    ? run(connection, query, end)
                                    : Optional.empty();
                    result.ifPresentOrElse(
                            it -> results.put(query, it), () -> unfinished.add(query));
                }
                return new Run(results, unfinished);
            } finally {
                Sql.execute(connection, "ROLLBACK");
                connection.setTransactionIsolation(isolation);
            }
        }
    }

    /** Empty when the time was over before it answered. */
    private static Optional<Result> run(Connection connection, Query check, long end) {
        String id = check.id();
        String statement = statement(check);
        if (statement.isEmpty()) {
            return Optional.of(
                    failed(
                            id,
                            check.file(),
                            "the first line of " + check.file() + " must be \"-- \" and the rule"));
        }
        List<String> queries = SqlScript.statements(check.sql());
        if (queries.size() != 1) {
            return Optional.of(
                    failed(id, statement, check.file() + " must hold exactly one query"));
        }
        try (Statement query = connection.createStatement()) {
            query.setMaxRows(MAX_ROWS);
            query.setQueryTimeout(seconds(end));
            try (ResultSet rows = query.executeQuery(queries.getFirst())) {
                long violations = 0;
                List<String> first = new ArrayList<>();
                Set<UUID> ids = new LinkedHashSet<>();
                while (rows.next()) {
                    violations++;
                    List<String> cells = cells(rows);
                    if (first.size() < SHOWN) {
                        first.add(text(rows.getMetaData(), cells));
                    }
                    cells.stream().filter(ID.asMatchPredicate()).map(Sql::uuid).forEach(ids::add);
                }
                return Optional.of(
                        new Result(id, statement, violations, first, ids, Optional.empty()));
            }
        } catch (SQLException e) {
            return System.nanoTime() < end
                    ? Optional.of(failed(id, statement, String.valueOf(e.getMessage())))
                    : Optional.empty();
        }
    }

    /** What is left of the time, as the driver wants it: at least one second. */
    private static int seconds(long end) {
        long left = Math.ceilDiv(end - System.nanoTime(), Duration.ofSeconds(1).toNanos());
        return Math.clamp(left, 1, MAX_SECONDS);
    }

    /** The rule; the empty string where the file does not begin with it. */
    private static String statement(Query check) {
        String firstLine = check.sql().lines().findFirst().orElse("");
        return firstLine.startsWith("-- ") ? firstLine.substring(3).strip() : "";
    }

    private static Result failed(String id, String statement, String error) {
        return new Result(id, statement, 0, List.of(), Set.of(), Optional.of(error));
    }

    private static List<String> cells(ResultSet rows) throws SQLException {
        List<String> cells = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            Object value = rows.getObject(i);
            cells.add(
                    value instanceof byte[] bytes
                            ? HexFormat.of().formatHex(bytes)
                            : String.valueOf(value));
        }
        return cells;
    }

    private static String text(ResultSetMetaData columns, List<String> cells) throws SQLException {
        var text = new StringJoiner(", ", "{", "}");
        for (int i = 0; i < cells.size(); i++) {
            text.add(columns.getColumnLabel(i + 1) + "=" + cells.get(i));
        }
        return text.toString();
    }
}

package erp.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import erp.migrations.Invariants.Result;
import erp.migrations.sql.Sql;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

class InvariantsIT {
    private static final String SUM =
            "-- Debits equal credits.\nSELECT i, amount FROM entry WHERE amount <> 0 ORDER BY i;\n";
    private final TestSchema schema = TestDatabase.emptySchema();

    @BeforeEach
    void createTable() throws SQLException {
        execute("CREATE TABLE entry (i int, amount decimal(19,4), id binary(2))");
    }

    @Test
    void every_check_of_this_build_runs_and_holds_on_a_fresh_schema() throws SQLException {
        TestSchema fresh = TestDatabase.schema();
        assertThat(new Invariants().run(fresh.owner().dataSource()))
                .allSatisfy(it -> assertThat(it.passed()).as(it.toString()).isTrue());
    }

    @Test
    void every_check_can_also_be_asked_of_new_rows_only() throws SQLException {
        TestSchema fresh = TestDatabase.schema();
        NarrowedChecks.agree(
                fresh.owner().dataSource(), new Invariants().run(fresh.owner().dataSource()));
        assertThat(new Invariants().since(Instant.EPOCH))
                .filteredOn(Invariants.Query::isNarrowed)
                .hasSizeGreaterThan(20);
        assertThat(new Invariants().whole())
                .allSatisfy(query -> assertThat(query.sql()).doesNotContain(":since"));
    }

    @Test
    void asked_since_a_moment_a_check_sees_no_row_from_before_it() throws SQLException {
        execute("CREATE TABLE line (id binary(16), amount int)");
        Instant release = Instant.parse("2026-11-26T08:00:00Z");
        String old = "%012x".formatted(release.toEpochMilli() - 1) + "7fff" + "f".repeat(16);
        String fresh = "%012x".formatted(release.toEpochMilli()) + "7000" + "8".repeat(16);
        execute("INSERT INTO line VALUES (0x%s, 1), (0x%s, 2)".formatted(old, fresh));
        Invariants checks =
                new Invariants(
                        Map.of(
                                "I01_line.sql",
                                "-- None.\nSELECT amount FROM line WHERE amount > 0\n"
                                        + "AND id >= :since\n"));
        assertThat(firstRows(checks, checks.whole())).containsExactly("{amount=1}", "{amount=2}");
        assertThat(firstRows(checks, checks.since(release))).containsExactly("{amount=2}");
    }

    private List<String> firstRows(Invariants checks, List<Invariants.Query> queries)
            throws SQLException {
        return checks
                .run(schema.owner().dataSource(), queries, Duration.ofMinutes(1))
                .results()
                .values()
                .stream()
                .flatMap(result -> result.firstRows().stream())
                .toList();
    }

    @Test
    void what_does_not_finish_in_its_time_is_neither_passed_nor_failed() throws SQLException {
        String slow = "-- Slow.\nSELECT 1 FROM (SELECT SLEEP(20) AS s) t WHERE s > 0";
        Invariants checks =
                new Invariants(
                        Map.of("I01_sum.sql", SUM, "I02_slow.sql", slow, "I03_sum.sql", SUM));
        Invariants.Run run =
                checks.run(schema.owner().dataSource(), checks.whole(), Duration.ofMillis(1500));
        assertThat(run.results().values()).extracting(Result::id).containsExactly("I01");
        assertThat(run.unfinished()).extracting(Invariants.Query::id).containsExactly("I02", "I03");
    }

    @Test
    void a_healthy_table_passes() throws SQLException {
        execute("INSERT INTO entry VALUES (1, 0, 'ab')");
        assertThat(run(Map.of("I01_sum.sql", SUM)))
                .containsExactly(
                        new Result(
                                "I01",
                                "Debits equal credits.",
                                0,
                                List.of(),
                                Set.of(),
                                Optional.empty()));
    }

    @Test
    void a_planted_violation_is_found_and_shown() throws SQLException {
        execute(
                "INSERT INTO entry VALUES (1, 5, 'ab'), (2, 0, NULL), (3, 7, NULL), (4, 1, NULL),"
                        + " (5, 1, NULL)");
        Result result = run(Map.of("I01_sum.sql", SUM)).getFirst();
        assertThat(result.violations()).isEqualTo(4);
        assertThat(result.firstRows()).hasSize(3).first().isEqualTo("{i=1, amount=5.0000}");
        assertThat(result.passed()).isFalse();
    }

    @Test
    void a_check_on_a_table_that_is_not_there_is_an_error_and_no_pass() throws SQLException {
        List<Result> results =
                run(
                        Map.of(
                                "I01_sum.sql",
                                SUM,
                                "I02_other.sql",
                                "-- Others.\nSELECT * FROM absent"));
        assertThat(results).extracting(Result::passed).containsExactly(true, false);
        assertThat(results.getLast().error().orElseThrow()).contains("absent");
    }

    @Test
    void a_file_without_its_rule_or_with_two_queries_is_an_error() throws SQLException {
        assertThat(
                        run(
                                Map.of(
                                        "I01_a.sql",
                                        "SELECT 1 FROM entry",
                                        "I02_b.sql",
                                        "-- B.\nSELECT 1 FROM entry; SELECT 2 FROM entry;")))
                .extracting(Result::passed)
                .containsExactly(false, false);
    }

    @Test
    void a_check_cannot_change_anything() throws SQLException {
        execute("INSERT INTO entry VALUES (1, 5, NULL)");
        assertThat(run(Map.of("I01_bad.sql", "-- Bad.\nDELETE FROM entry")))
                .extracting(Result::passed)
                .containsExactly(false);
        assertThat(run(Map.of("I01_sum.sql", SUM)).getFirst().violations()).isEqualTo(1);
    }

    @Test
    void all_checks_see_the_moment_at_which_the_first_began() throws SQLException {
        String lock = "pause-" + schema.name();
        // Reads no table, so it takes no snapshot by itself.
        String pausing =
                ("-- Waits until the test has written.\n"
                     + "SELECT taken FROM (SELECT GET_LOCK('%s', 60) AS taken) t WHERE taken = 2")
                        .formatted(lock);
        execute("INSERT INTO entry VALUES (1, 0, NULL)");
        try (Connection connection = schema.administrator().connect()) {
            Sql.number(connection, "SELECT GET_LOCK(?, 60)", lock);
            var results =
                    CompletableFuture.supplyAsync(
                            () ->
                                    runUnchecked(
                                            Map.of("I01_pause.sql", pausing, "I02_sum.sql", SUM)));
            awaitWaiter(connection, lock);
            execute("INSERT INTO entry VALUES (2, 5, NULL)");
            Sql.number(connection, "SELECT RELEASE_LOCK(?)", lock);
            assertThat(results.join()).extracting(Result::violations).containsExactly(0L, 0L);
        }
        assertThat(run(Map.of("I02_sum.sql", SUM)).getFirst().violations()).isEqualTo(1);
    }

    private static void awaitWaiter(Connection connection, String lock) throws SQLException {
        String waiting =
                "SELECT count(*) FROM information_schema.processlist WHERE id <> connection_id()"
                        + " AND info LIKE concat('%GET_LOCK(''', ?, '%')";
        while (Sql.number(connection, waiting, lock) == 0) {
            Thread.onSpinWait();
        }
    }

    private List<Result> runUnchecked(Map<String, String> checks) {
        try {
            return run(checks);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Result> run(Map<String, String> checks) throws SQLException {
        return new Invariants(checks).run(schema.owner().dataSource());
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = schema.owner().connect()) {
            Sql.execute(connection, sql);
        }
    }
}

package canary.agent.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import canary.counters.DataCheck;
import canary.counters.Violation;
import canary.plan.Plan;

import erp.migrations.Invariants;
import erp.migrations.TestDatabase;
import erp.migrations.TestSchema;
import erp.migrations.sql.DatabaseLogin;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;

/** What a release has the checks asked of, and what they say when their time is too short. */
class DataChecksIT {

    private static final Instant BEGAN = Instant.parse("2026-11-24T08:00:00Z");
    private static final Instant NOW = BEGAN.plusSeconds(600);
    private static final DataChecks.Scope AHEAD = new DataChecks.Scope(BEGAN, BEGAN);
    private static final DataChecks.Scope STAGE = new DataChecks.Scope(BEGAN, null);

    @AutoClose private final TestSchema schema = TestDatabase.schema();

    @Test
    void a_broken_rule_is_found_in_new_rows_and_in_all() throws SQLException {
        DataChecks checks = checks(Duration.ofMinutes(5));
        checks.scope(AHEAD);
        assertThat(checks.run(NOW).violations()).isEmpty();
        write(BEGAN.minusSeconds(1), 1);
        write(BEGAN, 2);
        checks.scope(STAGE);
        DataCheck found = checks.run(NOW.plusSeconds(60));
        assertThat(found.violations())
                .filteredOn(violation -> violation.check().startsWith("I01"))
                .extracting(Violation::check, Violation::count)
                .containsExactlyInAnyOrder(
                        tuple("I01 since the release began", 1L), tuple("I01", 2L));
    }

    @Test
    void what_a_lock_holds_up_is_told_and_the_rest_is_answered() throws SQLException {
        Duration budget = Duration.ofSeconds(20);
        DataChecks checks = checks(budget);
        checks.scope(STAGE);
        try (Held _ = new Held("inventory_move")) {
            DataCheck blocked = checks.run(NOW);
            assertThat(unfinished(blocked).error()).endsWith(" checks did not finish in 20 s");
            assertThat(unfinished(blocked).rows())
                    .contains("I17_stock_ledger")
                    .doesNotContain("I01_entry_balances");
        }
        assertThat(checks.run(NOW.plusSeconds(60)).violations()).isEmpty();
    }

    @Test
    void before_the_traffic_and_in_the_bake_all_rows_must_have_been_asked() throws SQLException {
        DataChecks checks = checks(Duration.ofSeconds(3));
        checks.scope(AHEAD);
        int all = new Invariants().whole().size();
        try (Held _ = new Held("finance_journal_line")) {
            assertThat(unfinished(checks.run(NOW)).error())
                    .isEqualTo("%d of %d checks did not finish in 3 s".formatted(all, all));
        }
        Instant later = NOW.plusSeconds(60);
        DataCheck check = checks.run(later);
        for (int run = 1; !check.violations().isEmpty() && run < 20; run++) {
            later = later.plusSeconds(60);
            check = checks.run(later);
        }
        assertThat(check.violations()).as("each run goes on where the last one ended").isEmpty();
    }

    private static Violation unfinished(DataCheck check) {
        return check.violations().stream()
                .filter(Violation::isUnfinished)
                .findFirst()
                .orElseThrow();
    }

    private DataChecks checks(Duration budget) {
        DatabaseLogin login = schema.owner();
        return new DataChecks(
                new Plan.Database(login.url(), login.user(), login.password()), "v2", budget);
    }

    /** A table that nobody else can read. */
    private final class Held implements AutoCloseable {
        private final Connection connection;

        Held(String table) throws SQLException {
            connection = schema.owner().connect();
            try (Statement statement = connection.createStatement()) {
                statement.execute("LOCK TABLES " + table + " WRITE");
            }
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }

    /** A line without its other side, with the ids of that moment. */
    private void write(Instant at, int number) throws SQLException {
        String id = "%012x7000%016x".formatted(at.toEpochMilli(), number);
        try (Connection connection = schema.owner().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET foreign_key_checks = 0");
            statement.execute(
                    """
                    INSERT INTO finance_journal_line (id, company_id, entry_id, line_no, account_id, entry_date,
                        currency, debit, credit)
                    VALUES (0x%1$s, 0x%1$s, 0x%1$s, 1, 0x%1$s, '2026-11-24', 'EUR', 5, 0)
                    """
                            .formatted(id));
        }
    }
}

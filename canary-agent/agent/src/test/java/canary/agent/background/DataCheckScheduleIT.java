package canary.agent.background;

import static org.assertj.core.api.Assertions.assertThat;

import canary.counters.DataCheck;
import canary.counters.History;
import canary.counters.Snapshot;
import canary.counters.Violation;
import canary.gates.DataGate;
import canary.gates.Gate;
import canary.gates.input.GateInput;
import canary.gates.input.Limits;
import canary.gates.input.Versions;
import canary.plan.Plan;
import canary.verdict.Verdict;

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
import java.util.List;

/** The gate of the data on a real database, with every check of this build. */
class DataCheckScheduleIT {

    private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");
    private static final Limits.Data LIMITS =
            new Limits.Data(
                    true, Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(10));

    @AutoClose private final TestSchema schema = TestDatabase.schema();
    private final Gate gate = new DataGate(LIMITS, new Versions("v1", "v2"));
    private final History history = new History(Duration.ofMinutes(5));
    private final DataCheckSchedule dataChecks = dataChecks(schema.owner(), LIMITS);
    private int weight;
    private Instant now = START;

    @Test
    void finds_a_wrong_row_of_the_ledger_that_was_written_past_the_application() throws Exception {
        assertThat(look()).as("before").isInstanceOf(Verdict.Healthy.class);
        weight = 5;
        assertThat(look()).as("with traffic").isInstanceOf(Verdict.Healthy.class);
        writeUnbalancedEntry(schema.application(), 1);
        Verdict verdict = look();
        assertThat(verdict).isInstanceOf(Verdict.Harmful.class);
        assertThat(verdict.sentence())
                .contains(
                        "I01, \"Every journal entry balances",
                        " is broken by 1 rows, none before the canary: finance.journal-entry"
                                + " 00000000-0000-0000-0000-0000000000e1; v2 wrote 1 of these"
                                + " documents");
    }

    @Test
    void does_not_blame_the_canary_for_what_was_wrong_before() throws Exception {
        writeUnbalancedEntry(schema.application(), 1);
        assertThat(look()).isInstanceOf(Verdict.Healthy.class);
        weight = 5;
        Verdict verdict = look();
        assertThat(verdict).isInstanceOf(Verdict.Healthy.class);
        assertThat(verdict.sentence()).contains("broken before already: ", "I01 by 1 rows");
        writeUnbalancedEntry(schema.application(), 2);
        assertThat(look()).isInstanceOf(Verdict.Harmful.class);
    }

    @Test
    void a_check_that_has_lost_its_table_is_no_pass() throws Exception {
        look();
        weight = 5;
        execute(
                schema.administrator(),
                "SET foreign_key_checks = 0",
                "DROP TABLE finance_tax_line");
        Verdict verdict = look();
        assertThat(verdict).as(verdict.sentence()).isInstanceOf(Verdict.Undecided.class);
        assertThat(verdict.sentence()).contains(" could not run: ", "finance_tax_line");
    }

    @Test
    void a_database_that_does_not_answer_is_no_pass() {
        DataCheckSchedule blind =
                dataChecks(new DatabaseLogin(schema.owner().url(), "nobody", "wrong"), LIMITS);
        blind.tick(START, START);
        blind.settle();
        blind.tick(START, START);
        DataCheck check = blind.newest();
        assertThat(check).isNotNull();
        assertThat(check.violations())
                .extracting(Violation::error)
                .singleElement()
                .asString()
                .startsWith("the database does not answer: ");
    }

    /** A lock holds the checks up: they are given up in time, and the next run may begin. */
    @Test
    void checks_that_take_too_long_are_given_up_and_begun_again() throws Exception {
        Limits.Data hasty =
                new Limits.Data(true, Duration.ofSeconds(1), Duration.ZERO, Duration.ofMinutes(10));
        DataCheckSchedule hurried = dataChecks(schema.owner(), hasty);
        try (Connection lock = schema.owner().connect();
                Statement statement = lock.createStatement()) {
            statement.execute("LOCK TABLES finance_journal_line WRITE");
            hurried.tick(START, START);
            while (hurried.newest() == null) {
                hurried.settle();
                hurried.tick(START, START);
            }
            assertThat(hurried.newest().violations())
                    .extracting(Violation::error)
                    .containsExactly("did not finish within 0 s");
        }
        DataCheckSchedule patient = dataChecks(schema.owner(), LIMITS);
        patient.tick(START, START);
        patient.settle();
        patient.tick(START, START);
        assertThat(patient.newest().violations()).isEmpty();
    }

    private DataCheckSchedule dataChecks(DatabaseLogin login, Limits.Data limits) {
        Plan.Database database = new Plan.Database(login.url(), login.user(), login.password());
        return new DataCheckSchedule(
                limits, new DataChecks(database, "v2", Duration.ofMinutes(5))::run);
    }

    /** A minute passes, the checks run, the gate judges what they found. */
    private Verdict look() {
        now = now.plusSeconds(60);
        dataChecks.tick(now, now);
        dataChecks.settle();
        dataChecks.tick(now, now);
        DataCheck check = dataChecks.newest();
        Snapshot seen =
                Snapshot.of(now, weight)
                        .violations(check.violations())
                        .checkedAt(check.at())
                        .build();
        history.add(seen);
        gate.observe(seen);
        return gate.judge(
                new GateInput(
                        now, now, "v1", "v2", 1, history, List.of(), now, null, null, List.of()));
    }

    private static void execute(DatabaseLogin login, String... statements) throws SQLException {
        try (Connection connection = login.connect();
                Statement statement = connection.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
        }
    }

    /**
     * What a faulty version would leave: a line without its other side, and its own trace of it.
     */
    private static void writeUnbalancedEntry(DatabaseLogin login, int number) throws SQLException {
        String entry = "%032X".formatted(0xE0 + number);
        execute(
                login,
                "SET foreign_key_checks = 0",
                """
                INSERT INTO finance_journal_line (id, company_id, entry_id, line_no, account_id, entry_date, currency,
                    debit, credit)
                VALUES (unhex('%1$s'), unhex('%1$s'), unhex('%1$s'), 1, unhex('%1$s'), '2026-11-24', 'EUR', 5, 0)
                """
                        .formatted(entry),
                """
                INSERT INTO core_history (id, company_id, entity_type, entity_id, entity_version, action, actor_id,
                    actor_name, request_id, app_version, at, detail)
                VALUES (unhex('%1$s'), unhex('%1$s'), 'finance.journal-entry', unhex('%1$s'), 1, 'post', unhex('%1$s'),
                    'ann', 'r', 'v2', '2026-11-24 08:00:00', '{}')
                """
                        .formatted(entry));
    }
}

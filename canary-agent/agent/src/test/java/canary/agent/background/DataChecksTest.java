package canary.agent.background;

import static org.assertj.core.api.Assertions.assertThat;

import canary.counters.Violation;
import canary.plan.Plan;

import erp.migrations.Invariants;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

class DataChecksTest {

    private final DataChecks checks =
            new DataChecks(
                    new Plan.Database("jdbc:mariadb://127.0.0.1:1/none", "u", "p"),
                    "v2",
                    Duration.ofMinutes(5));

    @Test
    void data_that_pass_every_check_are_in_order() {
        assertThat(checks.told(Instant.EPOCH, List.of(result(0, ""))).violations()).isEmpty();
    }

    @Test
    void a_check_that_could_not_run_is_no_pass() {
        assertThat(checks.told(Instant.EPOCH, List.of(result(0, "no such table"))).violations())
                .extracting(Violation::error)
                .containsExactly("no such table");
    }

    @Test
    void no_check_at_all_is_no_pass() {
        assertThat(checks.told(Instant.EPOCH, List.of()).violations())
                .extracting(Violation::error)
                .containsExactly("there is no check of the data in this build");
    }

    private static Invariants.Result result(long violations, String error) {
        return new Invariants.Result(
                "I01",
                "Entries balance.",
                violations,
                List.of(),
                Set.of(),
                error.isEmpty() ? Optional.empty() : Optional.of(error));
    }
}

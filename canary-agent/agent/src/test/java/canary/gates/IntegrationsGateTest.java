package canary.gates;

import static org.assertj.core.api.Assertions.assertThat;

import canary.gates.input.Integration;
import canary.gates.input.IntegrationState;
import canary.verdict.Verdict;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

class IntegrationsGateTest {

    private static final Integration BANK =
            new Integration("bank", "/bank", 200, Duration.ofSeconds(30), 3);
    private static final Integration TAX =
            new Integration("tax", "/tax", 200, Duration.ofSeconds(30), 3);

    private final SimulatedRelease release = new SimulatedRelease(new IntegrationsGate());

    @Test
    void waits_for_the_first_check() {
        assertThat(verdict(IntegrationState.none(BANK))).isInstanceOf(Verdict.Undecided.class);
    }

    @Test
    void none_that_was_checked_is_no_pass() {
        assertThat(verdict()).isInstanceOf(Verdict.Undecided.class);
    }

    @Test
    void is_healthy_while_all_work() {
        assertThat(verdict(state(BANK, 0, 0), state(TAX, 0, 0)).sentence())
                .isEqualTo("2 integrations work");
        assertThat(verdict(state(BANK, 0, 7))).isInstanceOf(Verdict.Healthy.class);
    }

    @Test
    void blames_a_canary_that_fails_often_enough_where_stable_works() {
        assertThat(verdict(state(BANK, 2, 0))).isInstanceOf(Verdict.Undecided.class);
        Verdict verdict = verdict(state(TAX, 0, 0), state(BANK, 3, 0));
        assertThat(verdict).isInstanceOf(Verdict.Harmful.class);
        assertThat(verdict.sentence())
                .isEqualTo(
                        "bank failed 3 times in a row on the canary, 0 on stable (limit 3): answers"
                                + " 503");
        assertThat(verdict.evidence().figures()).containsEntry("bankCanaryFailures", 3.0);
    }

    @Test
    void blames_nobody_where_both_fail() {
        assertThat(verdict(state(BANK, 4, 3))).isInstanceOf(Verdict.Shared.class);
        assertThat(verdict(state(BANK, 4, 1))).isInstanceOf(Verdict.Undecided.class);
    }

    @Test
    void a_check_that_is_long_overdue_is_no_pass() {
        IntegrationState old =
                new IntegrationState(BANK, 0, 0, release.now().minusSeconds(121), "works");
        assertThat(verdict(old)).isInstanceOf(Verdict.Unmeasured.class);
    }

    private Verdict verdict(IntegrationState... states) {
        return release.integrations(states).verdict();
    }

    private IntegrationState state(Integration limit, int canary, int stable) {
        @Nullable Instant now = release.now();
        return new IntegrationState(limit, canary, stable, now, "answers 503");
    }
}

package canary.gates;

import static org.assertj.core.api.Assertions.assertThat;

import canary.counters.Violation;
import canary.gates.input.Versions;
import canary.verdict.Verdict;

import org.junit.jupiter.api.Test;

import java.util.List;

class DataGateTest {

    private final SimulatedRelease release =
            new SimulatedRelease(new DataGate(GateInputs.LIMITS.data(), new Versions("v1", "v2")));

    @Test
    void waits_for_the_first_check_before_anything_moves() {
        assertThat(release.tick(1).verdict()).isInstanceOf(Verdict.Undecided.class);
        assertThat(release.checked().tick(1).verdict()).isInstanceOf(Verdict.Healthy.class);
    }

    @Test
    void names_what_was_broken_before_and_does_not_blame_it() {
        release.checked(violation("I17", 3)).tick(1).weight(5).tick(1);
        Verdict verdict = release.checked(violation("I17", 3)).tick(1).verdict();
        assertThat(verdict).isInstanceOf(Verdict.Healthy.class);
        assertThat(verdict.sentence()).endsWith("; broken before already: I17 by 3 rows");
    }

    @Test
    void blames_a_rule_that_is_newly_broken_with_its_rows_and_who_wrote_them() {
        release.checked().tick(1).weight(5).tick(1);
        Verdict verdict =
                release.checked(
                                new Violation(
                                        "I01",
                                        2,
                                        "Every entry balances.",
                                        List.of("{entry_id=AB, debit=1}"),
                                        "",
                                        2L))
                        .tick(1)
                        .verdict();
        assertThat(verdict).isInstanceOf(Verdict.Harmful.class);
        assertThat(verdict.sentence())
                .isEqualTo(
                        "I01, \"Every entry balances.\", is broken by 2 rows, none before the"
                                + " canary: {entry_id=AB, debit=1}; v2 wrote 2 of these documents");
        assertThat(verdict.evidence().figures()).containsEntry("I01", 2.0);
    }

    @Test
    void blames_more_rows_than_before() {
        release.checked(violation("I17", 3)).tick(1).weight(5).tick(1);
        assertThat(release.checked(violation("I17", 4)).tick(1).verdict())
                .isInstanceOf(Verdict.Harmful.class);
    }

    @Test
    void data_that_are_broken_less_are_healthy() {
        release.checked(violation("I17", 3)).tick(1).weight(5).tick(1);
        assertThat(release.checked(violation("I17", 1)).tick(1).verdict())
                .isInstanceOf(Verdict.Healthy.class);
    }

    @Test
    void a_check_that_was_under_way_when_the_traffic_moved_is_still_one_before_it() {
        release.tick(1).checked(violation("I17", 3)).tick(1);
        release.weight(5).tick(10);
        assertThat(release.checked(violation("I17", 3)).tick(1).verdict())
                .isInstanceOf(Verdict.Healthy.class);
    }

    @Test
    void a_stage_does_not_pass_on_a_check_from_before_it() {
        release.checked().tick(1).weight(5).tick(10);
        assertThat(release.verdict()).isInstanceOf(Verdict.Undecided.class);
    }

    @Test
    void a_check_that_fails_now_and_then_holds_nobody_up_for_long() {
        release.checked().tick(1).weight(5).tick(1);
        Violation failed = new Violation("I02", 0, "Rule.", null, "Unknown column 'x'");
        Verdict verdict = release.checked(failed).tick(1).verdict();
        assertThat(verdict).isInstanceOf(Verdict.Undecided.class);
        assertThat(verdict.sentence())
                .isEqualTo("I02 could not run: Unknown column 'x', it is tried again");
        assertThat(release.checked().tick(1).verdict()).isInstanceOf(Verdict.Healthy.class);
    }

    @Test
    void a_check_that_goes_on_failing_is_no_pass() {
        release.checked().tick(1).weight(5).tick(1);
        Violation failed = new Violation("I02", 0, "Rule.", null, "Unknown column 'x'");
        release.tick(297).checked(failed);
        assertThat(release.tick(1).verdict()).isInstanceOf(Verdict.Undecided.class);
        Verdict verdict = release.checked(failed).tick(1).verdict();
        assertThat(verdict).isInstanceOf(Verdict.Unmeasured.class);
        assertThat(verdict.sentence()).isEqualTo("I02 could not run: Unknown column 'x'");
    }

    @Test
    void checks_that_did_not_finish_leave_it_open_and_are_told() {
        release.checked().tick(1).weight(5).tick(1);
        Violation unfinished =
                Violation.unfinished(
                        List.of("I07", "I18", "I25"), "3 of 38 checks did not finish in 20 s");
        Verdict verdict = release.checked(unfinished).tick(1).verdict();
        assertThat(verdict).isInstanceOf(Verdict.Undecided.class);
        assertThat(verdict.sentence())
                .isEqualTo("3 of 38 checks did not finish in 20 s: I07, I18, I25");
        release.tick(400);
        assertThat(release.checked(unfinished).tick(1).verdict())
                .as("it is not taken for blindness either")
                .isInstanceOf(Verdict.Undecided.class);
        assertThat(release.checked(unfinished, violation("I17", 1)).tick(1).verdict())
                .isInstanceOf(Verdict.Harmful.class);
    }

    @Test
    void a_run_that_did_not_finish_is_nothing_to_compare_with() {
        Violation unfinished = Violation.unfinished(List.of("I17"), "1 of 38 did not finish");
        release.checked(unfinished).tick(1).weight(5).tick(1);
        assertThat(release.checked(violation("I17", 3)).tick(1).verdict())
                .isInstanceOf(Verdict.Unmeasured.class);
    }

    @Test
    void a_failed_check_does_not_hide_what_another_has_found() {
        release.checked().tick(1).weight(5).tick(1);
        Violation failed = new Violation("I02", 0, "Rule.", null, "Unknown column 'x'");
        assertThat(release.checked(failed, violation("I17", 1)).tick(1).verdict())
                .isInstanceOf(Verdict.Harmful.class);
    }

    @Test
    void checks_that_are_too_old_are_no_pass() {
        release.weight(0).checked().tick(1);
        assertThat(release.tick(299).verdict()).isInstanceOf(Verdict.Healthy.class);
        assertThat(release.tick(1).verdict()).isInstanceOf(Verdict.Unmeasured.class);
    }

    @Test
    void a_rule_that_is_broken_beyond_counting_can_show_nothing_new() {
        Verdict verdict = release.checked(violation("I17", 10_000)).tick(1).verdict();
        assertThat(verdict).isInstanceOf(Verdict.Unmeasured.class);
        assertThat(verdict.sentence())
                .isEqualTo("I17 is broken by 10000 rows or more: new ones cannot be told");
    }

    @Test
    void without_a_check_from_before_nothing_can_be_called_new() {
        release.weight(5).tick(1);
        Verdict verdict = release.checked(violation("I17", 3)).tick(1).verdict();
        assertThat(verdict).isInstanceOf(Verdict.Unmeasured.class);
    }

    private static Violation violation(String check, long count) {
        return new Violation(check, count, "Rule of " + check + ".", null, null);
    }
}

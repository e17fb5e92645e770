package canary.gates;

import static canary.gates.input.Check.Result.UNTESTED;

import static org.assertj.core.api.Assertions.assertThat;

import canary.counters.History;
import canary.gates.input.Check;
import canary.gates.input.GateInput;
import canary.verdict.Verdict;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

class SmokeGateTest {

    @Test
    void is_harmful_where_a_check_fails_on_the_canary_alone() {
        assertThat(verdict(null, null)).isInstanceOf(Verdict.Undecided.class);
        assertThat(verdict(List.of(check("a", true)), null)).isInstanceOf(Verdict.Healthy.class);
        Verdict verdict =
                verdict(
                        List.of(check("a", false), check("b", false)),
                        List.of(check("a", true), check("b", false)));
        assertThat(verdict).isInstanceOf(Verdict.Harmful.class);
        assertThat(verdict.sentence()).isEqualTo("a: seen");
    }

    @Test
    void blames_nobody_where_the_same_fails_on_stable() {
        assertThat(verdict(List.of(check("a", false)), List.of(check("a", false))))
                .isInstanceOf(Verdict.Shared.class);
    }

    @Test
    void what_could_not_be_tested_is_neither_a_pass_nor_harm() {
        for (Check.Result stable : Check.Result.values()) {
            Verdict verdict =
                    verdict(
                            List.of(check("a", true), check("b", UNTESTED)),
                            List.of(check("a", true), check("b", stable)));
            assertThat(verdict).isInstanceOf(Verdict.Undecided.class);
            assertThat(verdict.sentence()).isEqualTo("b: seen");
            assertThat(verdict.evidence().figures())
                    .containsEntry("checks", 2.0)
                    .containsEntry("untested", 1.0);
        }
        assertThat(verdict(List.of(check("b", UNTESTED)), null))
                .isInstanceOf(Verdict.Undecided.class);
        assertThat(verdict(List.of(), null)).isInstanceOf(Verdict.Undecided.class);
    }

    @Test
    void a_failure_that_was_not_compared_with_stable_blames_nobody_yet() {
        List<Check> failed = List.of(check("a", false));
        assertThat(verdict(failed, null)).isInstanceOf(Verdict.Undecided.class);
        assertThat(verdict(failed, List.of(check("sign-in", false))))
                .isInstanceOf(Verdict.Undecided.class);
        assertThat(verdict(failed, List.of(check("a", UNTESTED))))
                .isInstanceOf(Verdict.Undecided.class);
    }

    @Test
    void harm_is_told_before_what_is_open() {
        assertThat(
                        verdict(
                                        List.of(check("a", UNTESTED), check("b", false)),
                                        List.of(check("a", UNTESTED), check("b", true)))
                                .sentence())
                .isEqualTo("b: seen");
    }

    @Test
    void before_the_canary_runs_stable_must_pass_each_test() {
        assertThat(stable(null)).isInstanceOf(Verdict.Undecided.class);
        assertThat(stable(List.of())).isInstanceOf(Verdict.Undecided.class);
        assertThat(stable(List.of(check("a", true)))).isInstanceOf(Verdict.Healthy.class);
        for (Check.Result result : List.of(UNTESTED, Check.Result.FAILED)) {
            Verdict verdict = stable(List.of(check("a", true), check("b", result)));
            assertThat(verdict).isInstanceOf(Verdict.Unmeasured.class);
            assertThat(verdict.sentence())
                    .isEqualTo(
                            "v1 itself does not pass, so that nothing could be said of v2: b:"
                                    + " seen");
        }
    }

    private static Check check(String name, Check.Result result) {
        return new Check(name, result, SimulatedRelease.BEGAN, "seen");
    }

    private static Check check(String name, boolean passed) {
        return new Check(name, passed, SimulatedRelease.BEGAN, "seen");
    }

    private static Verdict stable(@Nullable List<Check> stable) {
        return verdict(new StableSmokeGate(), null, stable);
    }

    private static Verdict verdict(@Nullable List<Check> canary, @Nullable List<Check> stable) {
        return verdict(new SmokeGate(), canary, stable);
    }

    private static Verdict verdict(
            Gate gate, @Nullable List<Check> canary, @Nullable List<Check> stable) {
        return gate.judge(
                new GateInput(
                        SimulatedRelease.BEGAN,
                        SimulatedRelease.BEGAN,
                        "v1",
                        "v2",
                        1,
                        new History(Duration.ofMinutes(1)),
                        List.of(),
                        null,
                        canary,
                        stable,
                        List.of()));
    }
}

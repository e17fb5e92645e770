package canary.gates;

import static org.assertj.core.api.Assertions.assertThat;

import canary.metrics.History;

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

    private static Check check(String name, boolean passed) {
        return new Check(name, passed, Release.BEGAN, "seen");
    }

    private static Verdict verdict(@Nullable List<Check> canary, @Nullable List<Check> stable) {
        return new SmokeGate()
                .judge(
                        new Scene(
                                Release.BEGAN,
                                Release.BEGAN,
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

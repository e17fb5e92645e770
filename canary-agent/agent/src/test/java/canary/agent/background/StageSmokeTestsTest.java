package canary.agent.background;

import static org.assertj.core.api.Assertions.assertThat;

import canary.gates.input.Check;
import canary.gates.input.Check.Result;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

class StageSmokeTestsTest {

    private static final Instant STAGE = Instant.parse("2026-11-24T08:00:00Z");

    private final List<String> ran = new ArrayList<>();

    @Test
    void runs_once_a_stage() {
        StageSmokeTests smoke = smoke(true, true);
        look(smoke, STAGE);
        look(smoke, STAGE);
        assertThat(ran).containsExactly("canary");
        look(smoke, STAGE.plusSeconds(60));
        assertThat(ran).containsExactly("canary", "canary");
    }

    @Test
    void an_accident_does_not_count() {
        StageSmokeTests smoke = smoke(false, true);
        StageSmokeTests.Round round = look(smoke, STAGE);
        assertThat(ran).containsExactly("canary", "canary");
        assertThat(round.canary()).allMatch(Check::passed);
        assertThat(round.stable()).isNull();
    }

    @Test
    void what_fails_twice_is_tried_with_stable_too() {
        StageSmokeTests smoke = smoke(false, false);
        StageSmokeTests.Round round = look(smoke, STAGE);
        assertThat(ran).containsExactly("canary", "canary", "stable");
        assertThat(round.canary()).noneMatch(Check::passed);
        assertThat(round.stable()).hasSize(1).allMatch(Check::passed);
    }

    @Test
    void what_could_not_be_tested_is_tried_again_until_it_could() {
        StageSmokeTests smoke =
                new StageSmokeTests(
                        now -> tried(ran.size() < 4 ? Result.UNTESTED : Result.PASSED, now),
                        now -> tried(Result.FAILED, now));
        StageSmokeTests.Round round = look(smoke, STAGE);
        assertThat(round.canary()).noneMatch(Check::passed);
        assertThat(round.stable()).isNull();
        smoke.tick(STAGE, STAGE.plusSeconds(9));
        smoke.settle();
        assertThat(ran).hasSize(2);
        for (int seconds : List.of(10, 20)) {
            smoke.tick(STAGE, STAGE.plusSeconds(seconds));
            smoke.settle();
            smoke.tick(STAGE, STAGE.plusSeconds(seconds));
        }
        assertThat(smoke.newest().canary()).allMatch(Check::passed);
        smoke.tick(STAGE, STAGE.plusSeconds(90));
        smoke.settle();
        assertThat(ran).hasSize(5);
    }

    @Test
    void an_earlier_stages_round_says_nothing_of_this_one() {
        StageSmokeTests smoke = smoke(true, true);
        look(smoke, STAGE);
        assertThat(smoke.isOf(STAGE)).isTrue();
        assertThat(smoke.isOf(STAGE.plusSeconds(60))).isFalse();
    }

    @Test
    void tests_that_break_off_have_not_passed() {
        StageSmokeTests smoke =
                new StageSmokeTests(
                        _ -> {
                            throw new IllegalStateException("broken off");
                        },
                        _ -> List.of());
        StageSmokeTests.Round round = look(smoke, STAGE);
        assertThat(round.canary())
                .singleElement()
                .extracting(Check::result)
                .isEqualTo(Result.UNTESTED);
        assertThat(round.canary().getFirst().detail()).contains("broken off");
    }

    private List<Check> tried(Result result, Instant now) {
        ran.add("canary");
        return List.of(new Check("order", result, now, ""));
    }

    private static StageSmokeTests.Round look(StageSmokeTests smoke, Instant stage) {
        smoke.tick(stage, stage);
        smoke.settle();
        smoke.tick(stage, stage);
        return smoke.newest();
    }

    private StageSmokeTests smoke(boolean first, boolean second) {
        Function<Instant, List<Check>> canary =
                now -> {
                    ran.add("canary");
                    boolean isPassed = ran.size() % 2 == 1 ? first : second;
                    return List.of(new Check("read", isPassed, now, ""));
                };
        Function<Instant, List<Check>> stable =
                now -> {
                    ran.add("stable");
                    return List.of(new Check("read", true, now, ""));
                };
        return new StageSmokeTests(canary, stable);
    }
}

package canary.agent;

import static org.assertj.core.api.Assertions.assertThat;

import canary.gates.Check;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

class StageSmokeTest {

    private static final Instant STAGE = Instant.parse("2026-11-24T08:00:00Z");

    private final List<String> ran = new ArrayList<>();

    @Test
    void runs_once_a_stage() {
        StageSmoke smoke = smoke(true, true);
        look(smoke, STAGE);
        look(smoke, STAGE);
        assertThat(ran).containsExactly("canary");
        look(smoke, STAGE.plusSeconds(60));
        assertThat(ran).containsExactly("canary", "canary");
    }

    @Test
    void an_accident_does_not_count() {
        StageSmoke smoke = smoke(false, true);
        StageSmoke.Round round = look(smoke, STAGE);
        assertThat(ran).containsExactly("canary", "canary");
        assertThat(round.canary()).allMatch(Check::passed);
        assertThat(round.stable()).isNull();
    }

    @Test
    void what_fails_twice_is_tried_with_stable_too() {
        StageSmoke smoke = smoke(false, false);
        StageSmoke.Round round = look(smoke, STAGE);
        assertThat(ran).containsExactly("canary", "canary", "stable");
        assertThat(round.canary()).noneMatch(Check::passed);
        assertThat(round.stable()).hasSize(1).allMatch(Check::passed);
    }

    private static StageSmoke.Round look(StageSmoke smoke, Instant stage) {
        smoke.tick(stage, stage);
        smoke.settle();
        smoke.tick(stage, stage);
        return smoke.newest();
    }

    private StageSmoke smoke(boolean first, boolean second) {
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
        return new StageSmoke(canary, stable);
    }
}

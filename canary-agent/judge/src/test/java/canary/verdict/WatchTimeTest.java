package canary.verdict;

import static canary.verdict.Conclusion.Next.HOLD;
import static canary.verdict.Conclusion.Next.PASS;
import static canary.verdict.Conclusion.Next.ROLL_BACK;
import static canary.verdict.Conclusion.Next.WATCH_ON;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class WatchTimeTest {
    private static final Evidence WHY = Evidence.of("why");

    private final WatchTime stage =
            WatchTime.ofStage(Duration.ofMinutes(15), Duration.ofMinutes(30));

    private Conclusion.Next after(int minutes, Verdict verdict) {
        return stage.conclude(verdict, Duration.ofMinutes(minutes)).next();
    }

    @Test
    void only_a_healthy_stage_passes_and_never_before_its_time() {
        assertThat(after(14, new Verdict.Healthy(WHY))).isEqualTo(WATCH_ON);
        assertThat(after(15, new Verdict.Healthy(WHY))).isEqualTo(PASS);
        assertThat(after(60, new Verdict.Undecided(WHY))).isEqualTo(HOLD);
        assertThat(after(60, new Verdict.Unmeasured(WHY))).isEqualTo(HOLD);
    }

    @Test
    void harm_and_blindness_do_not_wait() {
        assertThat(after(0, new Verdict.Harmful(WHY))).isEqualTo(ROLL_BACK);
        assertThat(after(0, new Verdict.Shared(WHY))).isEqualTo(HOLD);
        assertThat(after(0, new Verdict.Unmeasured(WHY))).isEqualTo(HOLD);
    }

    @Test
    void too_little_may_become_enough_until_the_stage_is_over() {
        assertThat(after(29, new Verdict.Undecided(WHY))).isEqualTo(WATCH_ON);
        assertThat(stage.conclude(new Verdict.Undecided(WHY), Duration.ofMinutes(30)))
                .isEqualTo(new Conclusion(HOLD, "still undecided: why"));
    }

    @Test
    void a_bake_says_that_it_is_one() {
        WatchTime bake = WatchTime.ofBake(Duration.ofHours(24));
        assertThat(bake.conclude(new Verdict.Healthy(WHY), Duration.ofHours(1)).why())
                .isEqualTo("healthy, still baking");
        assertThat(bake.conclude(new Verdict.Undecided(WHY), Duration.ofHours(24)))
                .isEqualTo(new Conclusion(HOLD, "undecided at the end of the bake: why"));
    }
}

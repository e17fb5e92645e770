package canary.console;

import canary.counters.Tally;
import canary.plan.Durations;
import canary.plan.Plan;
import canary.rollout.Phase;
import canary.rollout.Rollout;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.OptionalDouble;

/** Words and figures that both consoles share. */
final class Texts {

    private Texts() {}

    /** The phase with what a person needs to place it. */
    static String phase(Plan plan, Phase phase) {
        return switch (phase) {
            case Phase.Shifting at -> "shifting to " + Rollout.weight(plan, at.step()) + " %";
            case Phase.Watching at -> "watching at " + Rollout.weight(plan, at.step()) + " %";
            case Phase.Baking _ -> "baking at 100 %";
            case Phase.Held at -> "held at " + Rollout.weight(plan, at.step()) + " %: " + at.why();
            default -> phase.word();
        };
    }

    static int asked(Plan plan, Phase phase) {
        return switch (phase) {
            case Phase.Live live -> Rollout.weight(plan, live.step());
            case Phase.Promoting _, Phase.Promoted _, Phase.Failed _ -> 100;
            default -> 0;
        };
    }

    static String elapsed(Duration duration) {
        return duration.compareTo(Duration.ofSeconds(1)) < 0
                ? "0s"
                : Durations.write(duration.truncatedTo(ChronoUnit.SECONDS));
    }

    static String share(Tally tally) {
        return tally.requests() == 0
                ? "-"
                : String.format(Locale.ROOT, "%.2f %%", 100 * tally.errorShare());
    }

    static String p95(Tally tally) {
        OptionalDouble seconds = tally.quantile(0.95);
        return seconds.isEmpty()
                ? "-"
                : String.format(Locale.ROOT, "%.0f ms", 1000 * seconds.getAsDouble());
    }
}

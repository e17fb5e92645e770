package canary.console;

import canary.counters.Tally;
import canary.plan.Durations;
import canary.plan.Plan;
import canary.rollout.Phase;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.OptionalDouble;

/** Words and figures that both consoles share. */
final class Texts {

    private Texts() {}

    /** Share of the canary that the phase asks for, percent. */
    static int asked(Plan plan, Phase phase) {
        return phase.split(plan).map(plan::canaryShare).orElse(0);
    }

    /** A new phase and why; some phases say it themselves. */
    static String change(String phase, String why) {
        return phase.contains(why) ? phase : "%s (%s)".formatted(phase, why);
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

package canary.rollout;

import canary.mesh.Split;
import canary.plan.Plan;

import com.fasterxml.jackson.annotation.JsonIgnore;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * What was seen of others who set the weight.
 *
 * @param times how often it was changed from outside in this release
 * @param isInForce whether the mesh, when it answered last, showed what the phase asks for
 * @param astraySince since when it shows something else; null where it does not
 * @param putTo the canary's share that it was changed to, if it was the same each time; else null
 */
public record Drift(
        int times, boolean isInForce, @Nullable Instant astraySince, @Nullable Integer putTo) {

    public static final Drift NONE = new Drift(0, false, null, null);

    static final String WHO_SETS = "; a person must decide who sets the weight";

    /** So often the weight is set again; after that a release does not go on by itself. */
    static final int MOST = 3;

    /** After a look; a split that never was in force was not changed by anybody. */
    Drift after(@Nullable Split wanted, @Nullable Split shown, Instant now) {
        if (wanted == null || shown == null) {
            return this;
        }
        if (wanted.equals(shown)) {
            return new Drift(times, true, null, putTo);
        }
        return new Drift(
                isInForce ? times + 1 : times,
                false,
                astraySince == null ? now : astraySince,
                isInForce ? sameAs(wanted, shown) : putTo);
    }

    private @Nullable Integer sameAs(Split wanted, Split shown) {
        boolean isOnlyShare =
                shown.stable().equals(wanted.stable()) && shown.canary().equals(wanted.canary());
        boolean isSame = times == 0 || Objects.equals(putTo, shown.canaryPercent());
        return isOnlyShare && isSame ? shown.canaryPercent() : null;
    }

    /** Another split is asked for. */
    Drift anew() {
        return new Drift(times, false, null, putTo);
    }

    /** Whether a person must decide who sets the weight. */
    @JsonIgnore
    boolean isContested() {
        return times >= MOST;
    }

    /** Whether it has been astray for so long. */
    boolean isAstrayFor(Duration limit, Instant now) {
        return astraySince != null && !now.isBefore(astraySince.plus(limit));
    }

    /** Once, twice, 3 times. */
    public String words() {
        return switch (times) {
            case 1 -> "once";
            case 2 -> "twice";
            default -> times + " times";
        };
    }

    /** How the weight differs from what a phase asks for. */
    String sentence(Plan plan, Phase phase, Observation seen) {
        int wanted = phase.split(plan).map(plan::canaryShare).orElse(0);
        int shown = seen.split() == null ? wanted : plan.canaryShare(seen.split());
        String difference =
                shown == wanted
                        ? "the mesh shows " + seen.split()
                        : "the mesh shows %d %% instead of %d %%".formatted(shown, wanted);
        return times == 0 ? difference : told() + ": " + difference;
    }

    /** Whether it was changed to one share again and again. */
    public boolean isRepeated() {
        return putTo != null && times >= 2;
    }

    /** What was done to the weight; one share again and again is a program's doing. */
    public String told() {
        return !isRepeated()
                ? "the weight was changed from outside, %s by now".formatted(words())
                : "the weight was put back to %d %% for the %s time by somebody else, as GitOps does"
                        .formatted(putTo, ordinal());
    }

    private String ordinal() {
        return switch (times) {
            case 2 -> "second";
            case 3 -> "third";
            case 4 -> "fourth";
            case 5 -> "fifth";
            default ->
                    switch (times % 100 / 10 == 1 ? 0 : times % 10) {
                        case 1 -> times + "st";
                        case 2 -> times + "nd";
                        case 3 -> times + "rd";
                        default -> times + "th";
                    };
        };
    }
}

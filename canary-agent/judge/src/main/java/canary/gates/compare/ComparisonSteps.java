package canary.gates.compare;

import canary.counters.Snapshot;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Walks through a release, snapshot by snapshot, and gives out the steps in which both versions can
 * be compared: the canary has traffic, and has had it long enough to be warm.
 */
public final class ComparisonSteps implements Serializable {

    /**
     * What lies between two looks.
     *
     * @param isNewWeight whether the weight differs from the step's before
     */
    public record Step(Snapshot before, Snapshot now, boolean isNewWeight)
            implements Serializable {}

    private final Duration warmUp;
    private @Nullable Instant liveSince;
    private @Nullable Snapshot last;

    public ComparisonSteps(Duration warmUp) {
        this.warmUp = warmUp;
    }

    /** The step to this snapshot, where it is one to compare in. */
    public Optional<Step> next(Snapshot now) {
        Snapshot before = last;
        last = now;
        if (now.weight() > 0 && liveSince == null) {
            liveSince = now.at();
        }
        boolean isWarm =
                before != null
                        && now.weight() > 0
                        && liveSince != null
                        && !before.at().isBefore(liveSince.plus(warmUp));
        return before != null && isWarm
                ? Optional.of(new Step(before, now, before.weight() != now.weight()))
                : Optional.empty();
    }
}

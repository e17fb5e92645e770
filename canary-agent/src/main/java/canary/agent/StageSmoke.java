package canary.agent;

import canary.gates.Check;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * Has the smoke tests run again when a stage begins. What fails is tried a second time before it
 * counts, and then with stable too, so that an accident blames nobody.
 */
final class StageSmoke implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofMinutes(3);

    /** What the tests of the canary found; those of stable only where the canary's failed. */
    record Round(List<Check> canary, @Nullable List<Check> stable) {}

    private final Function<Instant, List<Check>> ofCanary;
    private final Function<Instant, List<Check>> ofStable;
    private final Errand<Round> errand;
    private @Nullable Instant stage;
    private @Nullable Round newest;

    StageSmoke(Function<Instant, List<Check>> ofCanary, Function<Instant, List<Check>> ofStable) {
        this.ofCanary = ofCanary;
        this.ofStable = ofStable;
        this.errand = new Errand<>(TIMEOUT);
    }

    void tick(Instant stageBegan, Instant now) {
        errand.take()
                .ifPresent(
                        done -> {
                            newest = done.value();
                            stage = newest == null ? null : stage;
                        });
        if (!errand.isUnderWay() && !stageBegan.equals(stage)) {
            stage = stageBegan;
            errand.start(now, () -> round(now));
        }
    }

    private Round round(Instant now) {
        List<Check> checks = ofCanary.apply(now);
        if (checks.stream().allMatch(Check::passed)) {
            return new Round(checks, null);
        }
        List<Check> again = ofCanary.apply(now);
        return again.stream().allMatch(Check::passed)
                ? new Round(again, null)
                : new Round(again, ofStable.apply(now));
    }

    /** What the newest round found; null before the first. */
    @Nullable Round newest() {
        return newest;
    }

    void settle() {
        errand.settle();
    }

    @Override
    public void close() {
        errand.close();
    }
}

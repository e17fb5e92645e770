package canary.agent.background;

import canary.gates.input.Check;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * Has the smoke tests run again when a stage begins. What fails is tried a second time before it
 * counts, and then with stable too, so that an accident blames nobody. What could not be tested is
 * tried again and again.
 */
public final class StageSmokeTests implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofMinutes(3);
    private static final Duration BETWEEN = Duration.ofSeconds(10);

    /** What the tests of the canary found; those of stable only where the canary's failed. */
    public record Round(List<Check> canary, @Nullable List<Check> stable) {

        private boolean isOpen() {
            boolean isBlamed =
                    canary.stream().anyMatch(Check::failed)
                            && stable != null
                            && Check.allPassed(stable);
            return !Check.allPassed(canary) && !isBlamed;
        }
    }

    private final Function<Instant, List<Check>> ofCanary;
    private final Function<Instant, List<Check>> ofStable;
    private final BackgroundTask<Round> task;
    private @Nullable Instant stage;
    private @Nullable Instant startedAt;
    private @Nullable Instant testedStage;
    private @Nullable Round newest;

    StageSmokeTests(
            Function<Instant, List<Check>> ofCanary, Function<Instant, List<Check>> ofStable) {
        this.ofCanary = ofCanary;
        this.ofStable = ofStable;
        this.task = new BackgroundTask<>(TIMEOUT);
    }

    void tick(Instant stageBegan, Instant now) {
        task.take().ifPresent(this::took);
        if (!task.isUnderWay() && isDue(stageBegan, now)) {
            stage = stageBegan;
            startedAt = now;
            task.start(now, () -> round(now));
        }
    }

    private boolean isDue(Instant stageBegan, Instant now) {
        Instant last = startedAt;
        if (last == null || !stageBegan.equals(stage)) {
            return true;
        }
        return newest != null && newest.isOpen() && !now.isBefore(last.plus(BETWEEN));
    }

    private void took(BackgroundTask.Done<Round> done) {
        Round round = done.value();
        testedStage = stage;
        newest =
                round == null
                        ? new Round(
                                ReleaseSmokeTests.untested(done.problem(), done.startedAt()), null)
                        : round;
    }

    private Round round(Instant now) {
        List<Check> checks = ofCanary.apply(now);
        if (Check.allPassed(checks)) {
            return new Round(checks, null);
        }
        List<Check> again = ofCanary.apply(now);
        return again.stream().anyMatch(Check::failed)
                ? new Round(again, ofStable.apply(now))
                : new Round(again, null);
    }

    /** What the newest round found; null before the first. */
    @Nullable Round newest() {
        return newest;
    }

    /** Whether the newest round is one of this stage. */
    boolean isOf(Instant stageBegan) {
        return stageBegan.equals(testedStage);
    }

    void settle() {
        task.settle();
    }

    @Override
    public void close() {
        task.close();
    }
}

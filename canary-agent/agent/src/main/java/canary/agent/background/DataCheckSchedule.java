package canary.agent.background;

import canary.counters.DataCheck;
import canary.counters.Violation;
import canary.gates.input.Limits;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/** Has the data checked again and again, and at once when a stage begins. */
final class DataCheckSchedule implements AutoCloseable {

    private static final Duration FIRST_ANSWERS = Duration.ofMinutes(10);

    private final Limits.Data limits;
    private final Function<Instant, DataCheck> checks;
    private final BackgroundTask<DataCheck> task;
    private @Nullable Instant startedAt;
    private @Nullable Instant firstAt;
    private @Nullable DataCheck newest;

    /**
     * @param checks runs all of them on the data as they are now
     */
    DataCheckSchedule(Limits.Data limits, Function<Instant, DataCheck> checks) {
        this.limits = limits;
        this.checks = checks;
        this.task = new BackgroundTask<>(limits.timeout());
    }

    void tick(Instant stageBegan, Instant now) {
        task.take().ifPresent(this::took);
        if (!task.isUnderWay() && isDue(stageBegan, now)) {
            startedAt = now;
            firstAt = firstAt == null ? now : firstAt;
            task.start(now, () -> checks.apply(now));
        }
    }

    private boolean isDue(Instant stageBegan, Instant now) {
        Instant last = startedAt;
        return last == null
                || last.isBefore(stageBegan)
                || !now.isBefore(last.plus(limits.every()));
    }

    private void took(BackgroundTask.Done<DataCheck> done) {
        DataCheck value = done.value();
        newest = value == null ? DataChecks.failed(done.startedAt(), done.problem()) : value;
    }

    /** The newest run that is over; null when none is. */
    @Nullable DataCheck newest() {
        return newest;
    }

    /**
     * Whether the first run is not over, or what it did not finish is still being asked. A day's
     * bake has gathered its answers run after run; an agent that was started again has to do so
     * too, but not for ever.
     */
    boolean isBeginning(Instant now) {
        DataCheck found = newest;
        Instant first = firstAt;
        if (found == null || first == null) {
            return true;
        }
        return found.violations().stream().anyMatch(Violation::isUnfinished)
                && now.isBefore(first.plus(FIRST_ANSWERS));
    }

    void settle() {
        task.settle();
    }

    @Override
    public void close() {
        task.close();
    }
}

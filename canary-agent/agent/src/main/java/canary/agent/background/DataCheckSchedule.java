package canary.agent.background;

import canary.counters.DataCheck;
import canary.gates.input.Limits;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.function.Function;

/** Has the data checked again and again, and at once when a stage begins. */
final class DataCheckSchedule implements AutoCloseable {

    private final Limits.Data limits;
    private final Function<Instant, DataCheck> checks;
    private final BackgroundTask<DataCheck> task;
    private @Nullable Instant startedAt;
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

    void settle() {
        task.settle();
    }

    @Override
    public void close() {
        task.close();
    }
}

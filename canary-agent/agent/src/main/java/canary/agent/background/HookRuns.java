package canary.agent.background;

import canary.agent.background.BackgroundTask.Done;
import canary.hooks.HookRunner;
import canary.plan.HookPoint;
import canary.plan.Plan;
import canary.rollout.HookState;
import canary.rollout.Phase;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The hook of the present phase, beside the ticks: begun once, and broken off where the release
 * leaves the phase before it has ended.
 */
public final class HookRuns implements AutoCloseable {

    private final Plan plan;
    private final HookRunner runner;
    private @Nullable Run run;

    private static final class Run {
        private final HookPoint point;
        private final BackgroundTask<String> task;
        private final AtomicReference<String> line = new AtomicReference<>("");
        private @Nullable HookState end;

        Run(HookPoint point, BackgroundTask<String> task) {
            this.point = point;
            this.task = task;
        }
    }

    public HookRuns(Plan plan, HookRunner runner) {
        this.plan = plan;
        this.runner = runner;
    }

    /** Begins it, again where it has failed; nothing where it is under way or done. */
    public void begin(HookPoint point, Instant now) {
        Run present = run;
        if (present != null
                && present.point == point
                && !(present.end instanceof HookState.Failed)) {
            return;
        }
        close();
        Run begun = new Run(point, new BackgroundTask<>(plan.hook(point).within()));
        run = begun;
        begun.task.start(now, () -> runner.run(plan, point, begun.line::set));
    }

    /** How the phase's hook stands; null where it has none or none was begun. */
    public @Nullable HookState state(Phase phase) {
        Run present = run;
        if (present == null) {
            return null;
        }
        if (phase.hook().filter(point -> point == present.point).isEmpty()) {
            close();
            return null;
        }
        present.task.take().ifPresent(done -> present.end = end(done));
        return present.end == null ? new HookState.Running(present.line.get()) : present.end;
    }

    private static HookState end(Done<String> done) {
        String value = done.value();
        return value == null ? new HookState.Failed(done.problem()) : new HookState.Done(value);
    }

    /** Breaks off what is under way. */
    @Override
    public void close() {
        if (run != null) {
            run.task.close();
            run = null;
        }
    }
}

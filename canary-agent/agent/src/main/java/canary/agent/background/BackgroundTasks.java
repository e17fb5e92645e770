package canary.agent.background;

import canary.agent.io.Connections;
import canary.agent.telemetry.Telemetry;
import canary.counters.DataCheck;
import canary.gates.input.IntegrationState;
import canary.plan.Plan;
import canary.rollout.Phase;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/** All that is done beside the ticks, because it may take longer than one. */
public final class BackgroundTasks implements AutoCloseable {

    private final Plan plan;
    private final @Nullable DataCheckSchedule dataChecks;
    private final Integrations integrations;
    private final @Nullable StageSmokeTests smoke;

    public BackgroundTasks(Plan plan, Connections connections, ReleaseSmokeTests tests) {
        this.plan = plan;
        Plan.Local local = plan.local();
        Plan.Database database = local == null ? null : local.database();
        this.dataChecks =
                database == null || !plan.gates().data().isEnabled()
                        ? null
                        : new DataCheckSchedule(
                                plan.gates().data(),
                                new DataChecks(database, plan.canary().version())::run);
        this.integrations =
                new Integrations(plan.gates().integrations(), connections.integrations());
        this.smoke =
                plan.gates().smoke().isEveryStage()
                        ? new StageSmokeTests(
                                now -> tests.entrance(plan.canary().version(), now),
                                now -> tests.entrance(plan.stable().version(), now))
                        : null;
    }

    /** Starts what is due in this phase and picks up what is over. */
    public void tick(Phase phase, Instant stageBegan, Instant now, Telemetry telemetry) {
        boolean isLive = phase instanceof Phase.Live;
        boolean isAhead =
                phase instanceof Phase.Preflight
                        || phase instanceof Phase.Deploying
                        || phase instanceof Phase.Smoking;
        if (dataChecks != null && (isLive || isAhead)) {
            dataChecks.tick(stageBegan, now);
        }
        if (isLive || phase instanceof Phase.Smoking) {
            integrations.tick(
                    now,
                    telemetry.podsOf(plan.canary().version()),
                    telemetry.podsOf(plan.stable().version()));
        }
        boolean isWatched = phase instanceof Phase.Watching || phase instanceof Phase.Baking;
        if (smoke != null && isWatched) {
            smoke.tick(stageBegan, now);
        }
    }

    /** The newest check of the data that is over; null when none is. */
    public @Nullable DataCheck data() {
        return dataChecks == null ? null : dataChecks.newest();
    }

    public List<IntegrationState> integrations() {
        return integrations.states();
    }

    /**
     * What the newest smoke tests of this stage found; null before its first. The bake, which
     * changes no weight, begins with those of the last stage.
     */
    public StageSmokeTests.@Nullable Round smoke(Phase phase, Instant stageBegan) {
        return smoke != null && (phase instanceof Phase.Baking || smoke.isOf(stageBegan))
                ? smoke.newest()
                : null;
    }

    /** Waits until everything under way is over. */
    public void settle() {
        if (dataChecks != null) {
            dataChecks.settle();
        }
        integrations.settle();
        if (smoke != null) {
            smoke.settle();
        }
    }

    /** Nothing waits for what is still under way: it only reads. */
    @Override
    public void close() {
        if (dataChecks != null) {
            dataChecks.close();
        }
        integrations.close();
        if (smoke != null) {
            smoke.close();
        }
    }
}

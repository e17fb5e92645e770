package canary.agent.background;

import canary.agent.io.Connections;
import canary.agent.telemetry.Telemetry;
import canary.counters.DataCheck;
import canary.counters.Snapshot;
import canary.gates.input.IntegrationState;
import canary.gates.input.Limits;
import canary.plan.Plan;
import canary.rollout.Inspection;
import canary.rollout.Live;
import canary.rollout.Phase;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Data checks, integrations and smoke tests, which may take longer than a tick and run beside it.
 * The gates get what was found last; what is under way says nothing yet.
 */
public final class BackgroundTasks implements AutoCloseable {

    /** By so much the clocks of whoever writes and whoever checks may differ. */
    private static final Duration CLOCKS = Duration.ofMinutes(5);

    /** Of the time of a run so much is for the checks, the rest to end them. */
    private static final double BUDGET = 0.8;

    private final Plan plan;
    private final @Nullable DataChecks checks;
    private final @Nullable DataCheckSchedule dataChecks;
    private final Integrations integrations;
    private final @Nullable StageSmokeTests smoke;

    public BackgroundTasks(Plan plan, Connections connections, ReleaseSmokeTests tests) {
        this.plan = plan;
        Plan.Database database = plan.database();
        Limits.Data limits = plan.gates().data();
        Duration budget = Duration.ofMillis(Math.round(BUDGET * limits.timeout().toMillis()));
        this.checks =
                database == null || !limits.isEnabled()
                        ? null
                        : new DataChecks(database, plan.canary().version(), budget);
        this.dataChecks = checks == null ? null : new DataCheckSchedule(limits, checks::run);
        this.integrations =
                new Integrations(plan.gates().integrations(), connections.integrations());
        this.smoke =
                plan.gates().smoke().isTriedLive()
                        ? new StageSmokeTests(
                                now -> tests.entrance(plan.canary().version(), now),
                                now -> tests.entrance(plan.stable().version(), now))
                        : null;
    }

    /** Starts what is due in this phase and picks up what is over. */
    public void tick(Phase phase, Instant stageBegan, Instant now, Telemetry telemetry) {
        Set<Inspection> due = phase.inspections();
        if (checks != null && dataChecks != null && due.contains(Inspection.DATA)) {
            checks.scope(scope(phase, !(phase instanceof Live), now, telemetry));
            dataChecks.tick(stageBegan, now);
        }
        if (due.contains(Inspection.INTEGRATIONS)) {
            integrations.tick(
                    now,
                    telemetry.podsOf(plan.canary().version()),
                    telemetry.podsOf(plan.stable().version()));
        }
        if (smoke != null && due.contains(Inspection.SMOKE_OF_STAGE)) {
            smoke.tick(stageBegan, now);
        }
    }

    /** The whole data count before the canary writes any, and before it is trusted with all. */
    private static DataChecks.Scope scope(
            Phase phase, boolean isAhead, Instant now, Telemetry telemetry) {
        Instant first = telemetry.history().at(Instant.MIN).map(Snapshot::at).orElse(now);
        Instant began = first.minus(CLOCKS);
        return new DataChecks.Scope(
                began, isAhead ? began : phase instanceof Live.Baking ? phase.since() : null);
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
        return smoke != null && (phase instanceof Live.Baking || smoke.isOf(stageBegan))
                ? smoke.newest()
                : null;
    }

    /** The gates for which something is tested for the first time since the agent began. */
    public Set<String> beginning(Phase phase, Instant now) {
        Set<Inspection> due = phase.inspections();
        Set<String> gates = new TreeSet<>();
        if (due.contains(Inspection.INTEGRATIONS) && integrations.isBeginning()) {
            gates.add("integrations");
        }
        if (smoke != null && due.contains(Inspection.SMOKE_OF_STAGE) && smoke.newest() == null) {
            gates.add("smoke");
        }
        if (dataChecks != null && due.contains(Inspection.DATA) && dataChecks.isBeginning(now)) {
            gates.add("data");
        }
        return gates;
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

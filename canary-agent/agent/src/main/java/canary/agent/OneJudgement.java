package canary.agent;

import canary.agent.io.Connections;
import canary.agent.io.KeptRelease;
import canary.agent.io.TimedCalls;
import canary.agent.telemetry.Telemetry;
import canary.counters.Snapshot;
import canary.gates.Judgement;
import canary.journal.Entry;
import canary.journal.StageStart;
import canary.plan.Plan;
import canary.rollout.Phase;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Judges a release once, beside its agent and without touching anything. */
public final class OneJudgement {

    private static final Duration CALL_LIMIT = Duration.ofSeconds(10);

    private OneJudgement() {}

    /**
     * What the gates of the present phase say on the record up to now and one look more, with what
     * is otherwise done beside the ticks waited for.
     */
    public static Judgement now(
            Plan plan, KeptRelease release, Connections connections, Instant now) {
        List<Entry> entries = release.peek();
        Instant stageBegan = StageStart.began(entries);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            TimedCalls calls = new TimedCalls(threads, CALL_LIMIT);
            Telemetry telemetry =
                    new Telemetry(plan, connections, calls, release.directory(), stageBegan, false);
            // The agent's clock may be ahead of this machine's.
            Instant last = telemetry.history().latest().map(Snapshot::at).orElse(Instant.MIN);
            Instant at = last.isBefore(now) ? now : last.plusMillis(1);
            Phase phase = entries.getLast().phase();
            try (Observer observer = new Observer(plan, connections, calls, telemetry)) {
                observer.observe(phase, stageBegan, at, false, null, null);
                observer.settle();
                return observer.observe(phase, stageBegan, at.plusMillis(1), false, null, null)
                        .judgement();
            }
        }
    }
}

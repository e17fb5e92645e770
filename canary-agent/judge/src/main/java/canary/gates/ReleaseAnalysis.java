package canary.gates;

import canary.counters.History;
import canary.counters.Snapshot;
import canary.gates.input.GateInput;
import canary.gates.input.ProbeResults;
import canary.gates.input.Versions;

import java.time.Instant;

/**
 * The one path from what was seen of a release to what its gates say: the agent takes it live,
 * replay over a recording, the benchmark over simulated scrapes. What it says follows from the
 * snapshots in their order and from what was asked, and from nothing else; {@link
 * canary.verdict.WatchTime} says what comes of it.
 */
public final class ReleaseAnalysis {

    private final Gates gates;
    private final Versions versions;
    private final int canaryPods;
    private final History history;

    /**
     * @param canaryPods how many pods of the canary there should be
     * @param history of this release's snapshots; who observes may have added them already
     */
    public ReleaseAnalysis(Gates gates, Versions versions, int canaryPods, History history) {
        this.gates = gates;
        this.versions = versions;
        this.canaryPods = canaryPods;
        this.history = history;
    }

    /** Takes in the next snapshot. */
    public void observe(Snapshot seen) {
        history.add(seen);
        gates.observe(seen);
    }

    /**
     * What the gates say of the newest snapshot.
     *
     * @param stageBegan since when they look
     */
    public Judgement judge(GateSet asked, Instant stageBegan, ProbeResults probes) {
        history.mark(stageBegan);
        Snapshot now =
                history.latest()
                        .orElseThrow(() -> new IllegalStateException("nothing was seen yet"));
        return Judgement.of(
                gates.of(asked),
                new GateInput(
                        now.at(),
                        stageBegan,
                        versions.stable(),
                        versions.canary(),
                        canaryPods,
                        history,
                        now.scrapes(),
                        now.podsAt(),
                        probes.smoke(),
                        probes.stableSmoke(),
                        probes.integrations()));
    }
}

package canary.bench.rules;

import canary.bench.simulate.Ruling;
import canary.bench.simulate.Scrapes;
import canary.counters.History;
import canary.counters.Snapshot;
import canary.gates.GateSet;
import canary.gates.Gates;
import canary.gates.ReleaseAnalysis;
import canary.gates.input.AvailableSignals;
import canary.gates.input.Limits;
import canary.gates.input.ProbeResults;
import canary.gates.input.Versions;
import canary.judge.Settings;
import canary.verdict.Verdict;
import canary.verdict.WatchTime;

import java.time.Duration;

/**
 * This project, as its agent judges: the same gates, at the limits of a plan that says nothing, on
 * the same snapshots, and the same conclusions from them.
 */
final class Ours implements Contender {

    /** Requests, what comes of them, pods and checks of the data are simulated. */
    private static final AvailableSignals SIGNALS =
            new AvailableSignals(false, true, true, true, false, true, false, false, false);

    private final ReleaseAnalysis analysis;

    Ours(Settings settings) {
        Limits limits = Limits.STANDARD;
        Versions versions = new Versions(Scrapes.STABLE_NAME, Scrapes.CANARY_NAME);
        analysis =
                new ReleaseAnalysis(
                        new Gates(limits, settings, versions, SIGNALS),
                        versions,
                        Scrapes.CANARY_PODS,
                        new History(limits.longestWindow()));
    }

    @Override
    public Ruling look(Scrapes scrapes) {
        if (scrapes.tick() == 0) {
            analysis.observe(scrapes.opening());
        }
        Snapshot now = scrapes.snapshot();
        analysis.observe(now);
        Verdict verdict =
                analysis.judge(GateSet.LIVE, scrapes.stageBegan(), ProbeResults.NONE).verdict();
        Duration watched = Duration.between(scrapes.stageBegan(), now.at());
        WatchTime stage = WatchTime.ofStage(scrapes.stageLength(), scrapes.stageLength());
        return switch (stage.conclude(verdict, watched).next()) {
            case WATCH_ON -> Ruling.NONE;
            case PASS -> scrapes.isEnd() ? Ruling.PROMOTE : Ruling.NONE;
            case HOLD -> Ruling.HOLD;
            case ROLL_BACK -> Ruling.ROLL_BACK;
        };
    }
}

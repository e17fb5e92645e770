package canary.gates;

import canary.metrics.Snapshot;
import canary.metrics.Source;
import canary.metrics.Tally;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Says whether the other gates can see at all: every source is read, fresh and labelled, and each
 * version is counted both by its pods and by the router.
 */
public final class TelemetryGate implements Gate {

    private static final long MANY = 20;

    private final Limits.Telemetry limits;
    private final boolean isCanaryExpected;

    /**
     * @param isCanaryExpected false before the canary runs: then only stable must be visible
     */
    public TelemetryGate(Limits.Telemetry limits, boolean isCanaryExpected) {
        this.limits = limits;
        this.isCanaryExpected = isCanaryExpected;
    }

    @Override
    public String name() {
        return "telemetry";
    }

    @Override
    public Verdict judge(Scene scene) {
        List<String> blind = new ArrayList<>();
        List<String> late = new ArrayList<>();
        for (Reading reading : scene.readings()) {
            boolean matters = isCanaryExpected || !reading.version().equals(scene.canary());
            String problem = matters ? problem(reading, scene.now()) : "";
            if (!problem.isEmpty()) {
                (isFresh(reading, scene.now()) ? late : blind).add(problem);
            }
        }
        addMissing(scene, scene.stable(), blind);
        addStill(scene, scene.stable(), blind);
        if (isCanaryExpected) {
            addMissing(scene, scene.canary(), blind);
            addStill(scene, scene.canary(), blind);
        }
        if (!blind.isEmpty()) {
            return new Verdict.Unmeasured(Evidence.of(String.join("; ", blind)));
        }
        if (!late.isEmpty()) {
            return new Verdict.Undecided(Evidence.of(String.join("; ", late)));
        }
        return new Verdict.Healthy(
                new Evidence(
                        "all %d sources are read, fresh and labelled"
                                .formatted(scene.readings().size()),
                        Map.of("sources", (double) scene.readings().size())));
    }

    /** What is wrong with a reading; empty when nothing. */
    private static String problem(Reading reading, Instant now) {
        String problem = reading.problem();
        if (problem == null) {
            return "";
        }
        Instant at = reading.at();
        String age =
                at == null
                        ? "never read"
                        : "last read %d s ago".formatted(Duration.between(at, now).toSeconds());
        return "%s %s: %s".formatted(reading.source(), age, problem);
    }

    /** A source that was well a moment ago may fail once without blinding anybody. */
    private boolean isFresh(Reading reading, Instant now) {
        Instant at = reading.at();
        return at != null && !at.plus(limits.staleAfter()).isBefore(now);
    }

    private static void addMissing(Scene scene, String version, List<String> blind) {
        if (scene.readings().stream().noneMatch(reading -> reading.version().equals(version))) {
            blind.add("no pod of " + version + " is known");
        }
        for (Source source : Source.values()) {
            boolean isCounted =
                    scene.history()
                            .latest()
                            .map((Snapshot last) -> last.tally(source, version).requests() > 0)
                            .orElse(false);
            if (!isCounted) {
                blind.add("no series of " + version + " from " + source.words());
            }
        }
    }

    /**
     * Counters that stand still while the router has good answers for many requests are a page that
     * somebody caches, or another process': fresh to look at and yet worth nothing.
     */
    private void addStill(Scene scene, String version, List<String> blind) {
        Instant since = scene.now().minus(limits.staleAfter());
        Tally mesh = scene.history().window(Source.MESH, version, since);
        Tally pods = scene.history().window(Source.PODS, version, since);
        if (mesh.requests() - mesh.errors() >= MANY && pods.requests() == 0) {
            blind.add(
                    "the counters of %s stand still while %d requests were answered"
                            .formatted(version, mesh.requests()));
        }
    }
}

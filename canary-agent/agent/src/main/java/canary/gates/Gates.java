package canary.gates;

import canary.counters.Snapshot;
import canary.counters.Source;
import canary.gates.input.AvailableSignals;
import canary.gates.input.Budget;
import canary.gates.input.Limits;
import canary.gates.input.Versions;
import canary.judge.Judges;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The gates of one release, by the phase in which they are asked. Those that the plan turns off, or
 * that have nothing to look at by the plan, are left out.
 */
public final class Gates {

    private final Judges judges;
    private final List<Gate> preflight = new ArrayList<>();
    private final List<Gate> smoking = new ArrayList<>();
    private final List<Gate> live = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();

    /**
     * @param alpha the release's chance of a false alarm
     * @param hasDatabase whether the plan says where the data are
     */
    public Gates(Limits limits, Versions versions, double alpha, boolean hasDatabase) {
        this(limits, versions, alpha, AvailableSignals.live(hasDatabase));
    }

    /** As above, for what there is to look at. */
    public Gates(Limits limits, Versions versions, double alpha, AvailableSignals signals) {
        judges = new Judges(limits.settings(alpha), versions.stable(), versions.canary());
        Set<Source> sources = signals.sources();
        Gate telemetry = new TelemetryGate(limits.telemetry(), judges, true, sources);
        Gate availability =
                new AvailabilityGate(limits.availability(), limits.telemetry().staleAfter());
        Gate smoke = new SmokeGate();
        preflight.add(new TelemetryGate(limits.telemetry(), judges, false, sources));
        smoking.addAll(List.of(smoke, availability, telemetry));
        addPreflightSmoke(limits.smoke(), signals);
        live.add(telemetry);
        if (signals.pods()) {
            live.add(availability);
        } else {
            leftOut.add("availability: the pods are not recorded");
        }
        live.addAll(
                List.of(new ErrorsGate(judges), new LatencyGate(judges), new SplitGate(judges)));
        if (signals.database()) {
            addDatabase(limits.database(), versions, alpha * Budget.DATABASE);
        } else {
            leftOut.add("database: not recorded");
        }
        addData(limits.data(), versions, signals);
        if (signals.feedback()) {
            addFeedback(limits.feedback(), versions, alpha * Budget.FEEDBACK);
        } else {
            leftOut.add("feedback: not recorded");
        }
        if (signals.isLive() && limits.smoke().isEveryStage()) {
            live.add(smoke);
        }
        if (signals.isLive() && !limits.integrations().isEmpty()) {
            live.add(new IntegrationsGate());
        } else if (!limits.integrations().isEmpty()) {
            leftOut.add("integrations: not recorded");
        }
        if (signals.usage()) {
            addSaturation(limits.saturation(), versions, alpha * Budget.SATURATION);
        } else {
            leftOut.add("saturation: not recorded");
        }
    }

    private void addPreflightSmoke(Limits.Smoke limits, AvailableSignals signals) {
        if (!signals.isLive()) {
            leftOut.add("smoke: not recorded");
            return;
        }
        preflight.add(new StableSmokeGate());
        limits.skip()
                .forEach(
                        test ->
                                leftOut.add(
                                        "smoke test %s: turned off by the plan"
                                                .formatted(test.word())));
        if (!limits.isEveryStage()) {
            leftOut.add("smoke: turned off by the plan once users reach the canary");
        }
    }

    private void addDatabase(Limits.Database limits, Versions versions, double alpha) {
        if (!limits.isEnabled()) {
            leftOut.add("database: turned off by the plan");
            return;
        }
        String stable = versions.stable();
        preflight.add(
                new VisibleGate(
                        "database",
                        "what " + stable + " asks of its database",
                        seen -> seen.databaseOf(stable).isPresent()));
        live.add(new DatabaseGate(limits, versions, alpha));
    }

    private void addData(Limits.Data limits, Versions versions, AvailableSignals signals) {
        if (!limits.isEnabled() || !signals.data()) {
            String why = signals.isLive() ? "the plan names no local.database" : "not recorded";
            leftOut.add("data: " + (limits.isEnabled() ? why : "turned off by the plan"));
            return;
        }
        Gate data = new DataGate(limits, versions);
        preflight.add(data);
        live.add(data);
    }

    private void addFeedback(Limits.Feedback limits, Versions versions, double alpha) {
        if (!limits.isEnabled()) {
            leftOut.add("feedback: turned off by the plan");
            return;
        }
        preflight.add(
                new VisibleGate(
                        "feedback", "complaints or minutes of users", FeedbackGate::isVisible));
        live.add(new FeedbackGate(limits, versions, alpha));
    }

    private void addSaturation(Limits.Saturation limits, Versions versions, double alpha) {
        if (!limits.isEnabled()) {
            leftOut.add("saturation: turned off by the plan");
            return;
        }
        String stable = versions.stable();
        preflight.add(
                new VisibleGate(
                        "saturation",
                        "what " + stable + " uses",
                        seen -> seen.usageOf(stable).isPresent()));
        live.add(new SaturationGate(limits, versions, alpha));
    }

    /** What the gates of errors, latency, split and telemetry go by. */
    public Judges judges() {
        return judges;
    }

    /** Hands a snapshot to the judges and every gate; see {@link Gate#observe}. */
    public void observe(Snapshot seen) {
        judges.add(seen);
        Set<Gate> all = new LinkedHashSet<>(preflight);
        all.addAll(smoking);
        all.addAll(live);
        all.forEach(gate -> gate.observe(seen));
    }

    /** Asked before the canary runs. */
    public List<Gate> preflight() {
        return List.copyOf(preflight);
    }

    /** Asked while the canary runs and nobody reaches it. */
    public List<Gate> smoking() {
        return List.copyOf(smoking);
    }

    /** Asked while users may reach the canary. */
    public List<Gate> live() {
        return List.copyOf(live);
    }

    /** Gates that are not asked, and why. */
    public List<String> leftOut() {
        return List.copyOf(leftOut);
    }
}

package canary.gates;

import canary.counters.Snapshot;
import canary.counters.Source;
import canary.gates.input.AvailableSignals;
import canary.gates.input.Budget;
import canary.gates.input.Limits;
import canary.gates.input.Versions;
import canary.judge.Judges;
import canary.judge.Settings;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The gates of one release, by the phase in which they are asked. Those that the plan turns off, or
 * that have nothing to look at by the plan, are left out.
 */
public final class Gates implements Serializable {

    private final Judges judges;
    private final List<Gate> preflight = new ArrayList<>();
    private final List<Gate> smoking = new ArrayList<>();
    private final List<Gate> live = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();

    /**
     * The gates of a release under way.
     *
     * @param alpha the release's chance of a false alarm
     * @param hasDatabase whether the plan says where the data are
     */
    public Gates(Limits limits, Versions versions, double alpha, boolean hasDatabase) {
        this(limits, versions, alpha, AvailableSignals.live(hasDatabase));
    }

    /** As above, for what there is to look at. */
    public Gates(Limits limits, Versions versions, double alpha, AvailableSignals signals) {
        this(limits, limits.settings(alpha), versions, signals);
    }

    /** As above, with settings of the judge that no plan can choose. */
    public Gates(Limits limits, Settings settings, Versions versions, AvailableSignals signals) {
        double alpha = settings.alpha();
        judges = new Judges(settings, versions.stable(), versions.canary());
        Set<Source> sources = signals.sources();
        Gate telemetry = new TelemetryGate(limits.telemetry(), judges, true, sources);
        Gate availability =
                new AvailabilityGate(
                        limits.availability(),
                        limits.telemetry().staleAfter(),
                        versions,
                        alpha * Budget.AVAILABILITY);
        Gate smoke = new SmokeGate();
        preflight.add(new TelemetryGate(limits.telemetry(), judges, false, sources));
        smoking.addAll(List.of(availability, telemetry));
        if (signals.isLive()) {
            smoking.addFirst(smoke);
        }
        addPreflightSmoke(limits.smoke(), signals);
        if (!signals.scrapes()) {
            leftOut.add("telemetry: how well each source was read is not recorded");
        }
        live.add(telemetry);
        if (signals.pods()) {
            live.add(availability);
        } else {
            leftOut.add("availability: the pods are not recorded");
        }
        live.addAll(
                List.of(new ErrorsGate(judges), new LatencyGate(judges), new SplitGate(judges)));
        addRefusals(limits.refusals(), signals);
        addBusiness(limits.business(), versions, alpha * Budget.BUSINESS, signals);
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
        if (signals.isLive() && limits.smoke().isTriedLive()) {
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
        if (!limits.isEnabled()) {
            leftOut.add("smoke: turned off by the plan but for health, version and sign-in");
            return;
        }
        preflight.add(new StableSmokeGate());
        limits.skip()
                .forEach(
                        test ->
                                leftOut.add(
                                        "smoke test %s: turned off by the plan".formatted(test)));
        if (!limits.isEveryStage()) {
            leftOut.add("smoke: turned off by the plan once users reach the canary");
        }
    }

    private void addRefusals(Limits.Refusals limits, AvailableSignals signals) {
        if (!limits.isEnabled() || !signals.refusals()) {
            leftOut.add(
                    "refusals: "
                            + (limits.isEnabled() ? "not recorded" : "turned off by the plan"));
            return;
        }
        live.add(new RefusalsGate(judges));
        limits.except().forEach(it -> leftOut.add("refusals of " + it + ": stricter by the plan"));
    }

    private void addBusiness(
            Limits.Business limits, Versions versions, double alpha, AvailableSignals signals) {
        if (!limits.isEnabled()) {
            leftOut.add("business: turned off by the plan");
            return;
        }
        if (!signals.business()) {
            leftOut.add(
                    "business: what comes of the work is not recorded, only times are compared");
        }
        live.add(new BusinessGate(limits, judges.settings().ignored(), versions, alpha));
        limits.except().forEach(it -> leftOut.add("business of " + it + ": less by the plan"));
    }

    private void addDatabase(Limits.Database limits, Versions versions, double alpha) {
        if (!limits.isEnabled()) {
            leftOut.add("database: turned off by the plan");
            return;
        }
        String stable = versions.stable();
        DatabaseGate gate = new DatabaseGate(limits, versions, alpha);
        preflight.add(new VisibleGate(gate, "what " + stable + " asks of its database"));
        live.add(gate);
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
        FeedbackGate gate = new FeedbackGate(limits, versions, alpha);
        preflight.add(new VisibleGate(gate, "minutes of users"));
        live.add(gate);
    }

    private void addSaturation(Limits.Saturation limits, Versions versions, double alpha) {
        if (!limits.isEnabled()) {
            leftOut.add("saturation: turned off by the plan");
            return;
        }
        String stable = versions.stable();
        SaturationGate gate = new SaturationGate(limits, versions, alpha);
        preflight.add(new VisibleGate(gate, "what " + stable + " uses"));
        live.add(gate);
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

    /** Those of a set. */
    public List<Gate> of(GateSet asked) {
        return switch (asked) {
            case NONE -> List.of();
            case PREFLIGHT -> preflight();
            case SMOKE -> smoking();
            case LIVE -> live();
        };
    }

    /** Gates that are not asked, and why. */
    public List<String> leftOut() {
        return List.copyOf(leftOut);
    }
}

package canary.plan;

import canary.judge.Settings;
import canary.mesh.Split;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Reads a plan and checks it whole: unknown keys are refused, all problems are told at once. */
public final class PlanFile {

    /** Share of the canary, percent, that the last stage has at least. */
    private static final int LEAST_BAKED = 90;

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration MONTH = Duration.ofDays(31);

    private PlanFile() {}

    /** Reads a file; throws {@link PlanException}. */
    public static Plan read(Path file) {
        return read(file, System::getenv);
    }

    /** The same; {@code env:NAME} values come from the given environment. */
    public static Plan read(Path file, UnaryOperator<@Nullable String> environment) {
        return parse(PlanYaml.of(file), environment);
    }

    /** Reads a file for who only looks on and has none of the secrets that it names. */
    public static Plan readToLookAt(Path file) {
        return read(file, variable -> orUnknown(String.valueOf(variable)));
    }

    /** The same for text. */
    public static Plan parseToLookAt(String text) {
        return parse(text, variable -> orUnknown(String.valueOf(variable)));
    }

    private static String orUnknown(String variable) {
        String value = System.getenv(variable);
        return value == null || value.isEmpty() ? "unknown" : value;
    }

    /** Reads text; {@code env:NAME} values come from the given environment. */
    public static Plan parse(String text, UnaryOperator<@Nullable String> environment) {
        List<String> problems = new ArrayList<>();
        Plan plan = plan(new Section("", PlanYaml.tree(text), problems, environment));
        if (!problems.isEmpty()) {
            throw new PlanException(problems);
        }
        return plan;
    }

    private static Plan plan(Section root) {
        String release = root.text("release");
        if (!release.isEmpty() && !release.matches("[a-z0-9][a-z0-9.-]{0,62}")) {
            root.problem(
                    "release",
                    "must be 1 to 63 of a-z, 0-9, '.', '-', and begin with a letter or digit");
        }
        Plan.Version stable = version(root.section("stable"));
        Plan.Version canary = version(root.section("canary"));
        if (!stable.version().isEmpty() && stable.version().equals(canary.version())) {
            root.problem("canary.version", "must differ from stable.version");
        }
        Section metrics = root.section("metrics");
        Section notify = root.section("notify");
        Section local = root.section("local");
        Section cluster = root.section("cluster");
        if (local.isPresent() && cluster.isPresent()) {
            root.problem("cluster", "must not be there beside local");
        }
        Plan plan =
                new Plan(
                        release,
                        stable,
                        canary,
                        root.oneOf(
                                "routing",
                                Split.Routing.COHORT,
                                new Split.Routing[] {Split.Routing.COHORT, Split.Routing.WEIGHT}),
                        root.duration(
                                "interval",
                                Duration.ofSeconds(10),
                                Duration.ofMillis(100),
                                Duration.ofHours(1)),
                        stages(root),
                        root.duration("bake", DAY, Duration.ZERO, MONTH),
                        hold(root.section("holdPolicy")),
                        patience(root.section("patience")),
                        root.number("alpha", Settings.STANDARD.alpha(), 0.0001, 0.2),
                        GatesSection.read(root.section("gates")),
                        metrics.isPresent() ? MetricsSection.read(metrics) : null,
                        notify.isPresent() ? NotifySetting.read(notify) : null,
                        HooksSection.read(root.section("hooks"), cluster.isPresent()),
                        local.isPresent() ? local(local) : null,
                        cluster.isPresent() ? ClusterSection.read(cluster, stable, canary) : null);
        Plan.Kubernetes router = plan.cluster();
        if (router != null
                && router.router() == Plan.Kubernetes.Router.GATEWAY_API
                && plan.routing() == Split.Routing.COHORT) {
            root.problem(
                    "routing",
                    "must be weight with cluster.router gateway-api: an HTTPRoute cannot tell users"
                            + " apart");
        }
        root.refuseUnknown();
        return plan;
    }

    private static Plan.Version version(Section at) {
        Plan.Version version =
                new Plan.Version(
                        at.text("version"),
                        at.integer("replicas", 1, 1, 1000),
                        at.has("image") ? at.text("image") : null);
        if (!version.version().isEmpty()
                && !version.version().matches("[A-Za-z0-9][A-Za-z0-9._-]{0,62}")) {
            at.problem("version", "must be 1 to 63 letters, digits, '.', '_', '-'");
        }
        at.refuseUnknown();
        return version;
    }

    /** The stages; by default those of the requirements document. */
    private static List<Plan.Stage> stages(Section root) {
        List<Plan.Stage> stages = new ArrayList<>();
        int below = 0;
        for (Section at : root.sections("stages")) {
            Plan.Stage stage = stage(at);
            if (stage.weight() <= below) {
                at.problem("weight", "must be above the stage before (" + below + ")");
            }
            below = stage.weight();
            stages.add(stage);
        }
        if (stages.isEmpty()) {
            return List.of(
                    new Plan.Stage(5, Duration.ofMinutes(15), Duration.ofMinutes(30)),
                    new Plan.Stage(20, Duration.ofMinutes(30), Duration.ofMinutes(60)),
                    new Plan.Stage(50, Duration.ofHours(1), Duration.ofHours(2)),
                    new Plan.Stage(100, Duration.ofMinutes(15), Duration.ofHours(1)));
        }
        if (below < LEAST_BAKED) {
            root.problem(
                    "stages",
                    "must end with a weight of %d to 100: the bake keeps it, and what is below 100"
                                    .formatted(LEAST_BAKED)
                            + " stays on stable to compare with until the promotion");
        }
        return stages;
    }

    private static Plan.Stage stage(Section at) {
        Plan.Stage stage =
                new Plan.Stage(
                        at.integer("weight", 0, 1, 100),
                        at.duration("watchAtLeast", Duration.ofMinutes(15), Duration.ZERO, MONTH),
                        at.duration("watchAtMost", Duration.ofMinutes(30), SECOND, MONTH));
        if (stage.watchAtMost().compareTo(stage.watchAtLeast()) < 0) {
            at.problem("watchAtMost", "must not be below watchAtLeast");
        }
        at.refuseUnknown();
        return stage;
    }

    private static Plan.Hold hold(Section at) {
        Plan.Hold hold =
                new Plan.Hold(
                        at.duration("after", Duration.ofMinutes(30), Duration.ZERO, MONTH),
                        at.oneOf("action", Plan.Hold.Action.ROLLBACK, Plan.Hold.Action.values()),
                        at.durationOrNever("resumeAfter", SECOND, MONTH));
        Duration resumeAfter = hold.resumeAfter();
        if (resumeAfter != null && resumeAfter.compareTo(hold.after()) >= 0) {
            at.problem("resumeAfter", "must be below after");
        }
        at.refuseUnknown();
        return hold;
    }

    private static Plan.Patience patience(Section at) {
        Plan.Patience patience =
                new Plan.Patience(
                        at.duration("preflight", Duration.ofMinutes(1), Duration.ZERO, DAY),
                        at.duration("deploy", Duration.ofMinutes(5), SECOND, DAY),
                        at.duration("smoke", Duration.ofMinutes(1), Duration.ZERO, DAY),
                        at.duration("shift", Duration.ofMinutes(1), SECOND, DAY),
                        at.duration("prove", Duration.ofMinutes(2), SECOND, DAY),
                        at.duration("scale", Duration.ofMinutes(5), SECOND, DAY));
        at.refuseUnknown();
        return patience;
    }

    private static Plan.Local local(Section at) {
        Plan.Local local =
                new Plan.Local(
                        at.uri("control"),
                        at.uri("metrics"),
                        at.uri("entrance"),
                        database(at.section("database")),
                        probe(at.section("probe")));
        at.refuseUnknown();
        return local;
    }

    static Plan.@Nullable Database database(Section at) {
        if (!at.isPresent()) {
            return null;
        }
        Plan.Database database =
                new Plan.Database(at.text("url"), at.text("user"), at.text("password"));
        at.refuseUnknown();
        return database;
    }

    static Plan.Probe probe(Section at) {
        Plan.Probe probe = new Plan.Probe(at.text("username"), at.text("password"));
        at.refuseUnknown();
        return probe;
    }
}

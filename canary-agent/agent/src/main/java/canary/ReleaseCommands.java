package canary;

import canary.agent.OneJudgement;
import canary.agent.ReleaseRun;
import canary.agent.io.Connections;
import canary.agent.io.KeptRelease;
import canary.agent.io.LocalReleases;
import canary.agent.io.Releases;
import canary.cluster.LocalCluster;
import canary.console.Console;
import canary.gates.Judgement;
import canary.journal.Entry;
import canary.mesh.LocalMesh;
import canary.plan.Durations;
import canary.plan.Plan;
import canary.plan.PlanFile;
import canary.report.ReportFiles;
import canary.rollout.Ended;
import canary.rollout.Live;
import canary.rollout.Order;
import canary.rollout.Outcome;
import canary.rollout.Phase;
import canary.verdict.Finding;
import canary.verdict.Verdict;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What each {@code release} command does. */
final class ReleaseCommands {

    private static final Set<String> FILES = Set.of("--report", "--json");
    private static final Duration SILENCE = Duration.ofMinutes(1);
    private static final String FIRM = "--even-if-harmful";
    private static final String ACCEPT = "--accept-harm";

    private final Releases releases;
    private final PrintStream out;

    ReleaseCommands(Path all, PrintStream out) {
        this.releases = new LocalReleases(all);
        this.out = out;
    }

    int run(String command, List<String> arguments) {
        return switch (command) {
            case "start" -> start(new Arguments(arguments, FILES, Set.of("--local")));
            case "status" -> status(existing(new Arguments(arguments, Set.of(), Set.of())));
            case "pause" -> order(Order.Verb.PAUSE, new Arguments(arguments, FILES, Set.of(FIRM)));
            case "resume" -> order(Order.Verb.RESUME, new Arguments(arguments, FILES, Set.of()));
            case "promote" ->
                    order(
                            Order.Verb.PROMOTE,
                            new Arguments(arguments, with(FILES, ACCEPT), Set.of()));
            case "rollback" ->
                    order(Order.Verb.ROLLBACK, new Arguments(arguments, FILES, Set.of()));
            case "report" -> report(new Arguments(arguments, FILES, Set.of()));
            case "history" -> history();
            case "check" -> check(existing(new Arguments(arguments, Set.of(), Set.of())));
            case "replay" -> new ReplayCommand(out).run(arguments);
            case "" -> throw new UsageException("a command is missing");
            default -> throw new UsageException("unknown command " + command);
        };
    }

    private int start(Arguments arguments) {
        Path file = Path.of(arguments.word());
        if (arguments.word().isEmpty()) {
            throw new UsageException("start needs a plan");
        }
        if (!arguments.has("--local")) {
            throw new UsageException(
                    "only --local is known so far: a cluster cannot be reached yet");
        }
        if (!Files.isReadable(file)) {
            throw new UsageException("the plan " + file + " cannot be read");
        }
        Plan plan = PlanFile.read(file);
        return agent(plan, releases.prepare(plan, read(file)), arguments);
    }

    private int agent(Plan plan, KeptRelease release, Arguments arguments) {
        // Read by logback.xml when the first logger is made, which is below.
        System.setProperty("canary.log.to", "file");
        System.setProperty(
                "canary.log", release.directory().path().resolve("agent.log").toString());
        return new ReleaseRun(
                        plan,
                        connections(plan),
                        release,
                        Console.standard(),
                        arguments.path("--report"),
                        arguments.path("--json"))
                .run();
    }

    private static Connections connections(Plan plan) {
        Plan.Local local = plan.local();
        if (local == null) {
            throw new UsageException("the plan has no section local");
        }
        Connections connections =
                Connections.local(
                        local, new LocalMesh(local.control()), new LocalCluster(local.control()));
        Plan.Prometheus prometheus = plan.prometheus();
        return prometheus == null
                ? connections
                : connections.with(
                        Connections.source(prometheus, plan.gates().telemetry().staleAfter()));
    }

    private KeptRelease existing(Arguments arguments) {
        String name = arguments.word();
        return releases.find(name)
                .orElseThrow(
                        () ->
                                new UsageException(
                                        name.isEmpty()
                                                ? "there is no release " + releases.place()
                                                : "there is no release %s %s"
                                                        .formatted(name, releases.place())));
    }

    /** Leaves the order for the agent at work; where none is, this process becomes the agent. */
    private int order(Order.Verb verb, Arguments arguments) {
        KeptRelease release = existing(arguments);
        Entry last = release.peek().getLast();
        String verbWord = verb.name().toLowerCase(Locale.ROOT);
        if (last.phase() instanceof Ended) {
            throw new UsageException(
                    "%s has ended (%s), there is nothing to %s"
                            .formatted(release.name(), last.phase().word(), verbWord));
        }
        boolean isAtWork = release.isAtWork();
        Order order =
                new Order(
                        "",
                        verb,
                        System.getProperty("user.name", "somebody"),
                        arguments.has(FIRM) ? true : null,
                        arguments.value(ACCEPT));
        refuseHarm(last, order);
        boolean isWaiting = last.phase().outcome().filter(Outcome.HELD::equals).isPresent();
        boolean isOnlyRestart = verb == Order.Verb.RESUME && !isWaiting;
        if (!isOnlyRestart || isAtWork) {
            release.orders().put(order, Instant.now());
        }
        if (isAtWork) {
            out.println(
                    verbWord
                            + " asked of "
                            + release.name()
                            + "; its agent obeys at its next tick");
            return 0;
        }
        out.println("no agent is at work on " + release.name() + ", this one goes on");
        return agent(release.plan(), release, arguments);
    }

    /** Whoever promotes what is known to do harm says so; the agent asks for it too. */
    private static void refuseHarm(Entry last, Order order) {
        if (order.verb() != Order.Verb.PROMOTE || order.acceptsHarm()) {
            return;
        }
        last.findings().stream()
                .filter(finding -> finding.verdict() instanceof Verdict.Harmful)
                .filter(_ -> last.phase() instanceof Live)
                .findFirst()
                .ifPresent(
                        harm -> {
                            throw new UsageException(
                                    "the canary is judged harmful (%s: %s); %s WHY goes on all the same"
                                            .formatted(
                                                    harm.gate(),
                                                    harm.verdict().sentence(),
                                                    ACCEPT));
                        });
    }

    private static Set<String> with(Set<String> options, String more) {
        Set<String> all = new TreeSet<>(options);
        all.add(more);
        return all;
    }

    private int status(KeptRelease release) {
        Entry last = release.peek().getLast();
        Plan plan = release.planToLookAt();
        String agent = release.isAtWork() ? "at work" : "not at work";
        out.println(
                "%s: %s -> %s"
                        .formatted(
                                release.name(), plan.stable().version(), plan.canary().version()));
        out.println(
                "phase    "
                        + phase(plan, last.phase())
                        + " since "
                        + seconds(last.phase().since()));
        out.println("why      " + last.why());
        out.println("weight   " + (last.weight() == null ? "unknown" : last.weight() + " %"));
        if (last.drift().times() > 0) {
            out.println("drift    changed from outside " + last.drift().words());
        }
        last.traffic()
                .forEach(
                        (version, traffic) ->
                                out.println(
                                        "traffic  %s: %d requests, %d errors"
                                                .formatted(
                                                        version,
                                                        traffic.requests(),
                                                        traffic.errors())));
        print(last.findings());
        out.println("agent    " + agent + ", last tick " + seconds(last.at()));
        if (release.isAtWork()) {
            silence(release, plan).ifPresent(out::println);
        }
        return 0;
    }

    /** An agent at work writes at each tick; one that does not cannot, or hangs. */
    private static Optional<String> silence(KeptRelease release, Plan plan) {
        Duration most = plan.interval().multipliedBy(3).plus(SILENCE);
        Duration silent = Duration.between(release.lastWritten(), Instant.now());
        return silent.compareTo(most) > 0
                ? Optional.of(
                        ("trouble  the agent has written nothing for %s: its disk may be full or"
                                        + " read-only; its console says why")
                                .formatted(Durations.write(silent)))
                : Optional.empty();
    }

    private static String phase(Plan plan, Phase phase) {
        return phase instanceof Live live
                ? phase.word() + " at " + live.weight(plan) + " %"
                : phase.word();
    }

    private void print(List<Finding> findings) {
        for (Finding finding : findings) {
            out.println(
                    "%-13s %-10s %s"
                            .formatted(
                                    finding.gate(),
                                    finding.verdict().word(),
                                    finding.verdict().sentence()));
        }
    }

    private int report(Arguments arguments) {
        KeptRelease release = existing(arguments);
        new ReportFiles(
                        release.planToLookAt(),
                        release.directory().path(),
                        arguments.path("--report"),
                        arguments.path("--json"))
                .write(release.peek());
        out.print(read(release.directory().path().resolve("report.md")));
        return 0;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int history() {
        for (KeptRelease release : releases.list()) {
            List<Entry> entries = release.peek();
            Entry last = entries.getLast();
            out.println(
                    "%s  %-24s %-12s %s"
                            .formatted(
                                    seconds(entries.getFirst().at()),
                                    release.name(),
                                    last.phase().outcome().map(Outcome::word).orElse("under way"),
                                    last.why()));
        }
        return 0;
    }

    private int check(KeptRelease release) {
        Plan plan = release.plan();
        Phase phase = release.peek().getLast().phase();
        if (phase instanceof Ended) {
            throw new UsageException(
                    release.name()
                            + " has ended ("
                            + phase.word()
                            + "), there is nothing to judge");
        }
        Judgement judgement = OneJudgement.now(plan, release, connections(plan), Instant.now());
        print(judgement.findings());
        Verdict verdict = judgement.verdict();
        out.println(verdict.word() + ": " + verdict.sentence());
        return switch (verdict) {
            case Verdict.Healthy _ -> 0;
            case Verdict.Harmful _ -> Outcome.ROLLED_BACK.exitCode();
            case Verdict.Shared _, Verdict.Undecided _, Verdict.Unmeasured _ ->
                    Outcome.HELD.exitCode();
        };
    }

    private static String seconds(@Nullable Instant at) {
        return at == null ? "never" : at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}

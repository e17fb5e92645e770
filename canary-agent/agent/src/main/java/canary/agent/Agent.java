package canary.agent;

import static java.time.temporal.ChronoUnit.SECONDS;

import canary.agent.background.HookRuns;
import canary.agent.io.Connections;
import canary.agent.io.Inbox;
import canary.agent.io.Orders;
import canary.agent.io.ReleaseDirectory;
import canary.agent.io.TimedCalls;
import canary.agent.telemetry.Telemetry;
import canary.console.Console;
import canary.console.Progress;
import canary.counters.Source;
import canary.gates.Judgement;
import canary.journal.AcceptedHarm;
import canary.journal.Entry;
import canary.journal.Journal;
import canary.journal.StageStart;
import canary.mesh.Split;
import canary.plan.Durations;
import canary.plan.Plan;
import canary.rollout.Act;
import canary.rollout.Decision;
import canary.rollout.Drift;
import canary.rollout.Ended;
import canary.rollout.Observation;
import canary.rollout.Order;
import canary.rollout.Outcome;
import canary.rollout.Phase;
import canary.rollout.RequestCounts;
import canary.rollout.Rollback;
import canary.rollout.Rollout;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The loop around the pure core. Each tick: observe, decide, write the decision down, act. What
 * fails is tried again at the next tick, so nothing that does not answer ends the loop.
 */
public final class Agent {

    private static final Logger LOG = LoggerFactory.getLogger(Agent.class);

    private static final Duration CALL_LIMIT = Duration.ofSeconds(30);

    /** What a clock is corrected by without anybody's notice. */
    private static final Duration CLOCK_STEP = Duration.ofSeconds(10);

    private final Plan plan;
    private final Connections connections;
    private final Journal journal;
    private final ReleaseDirectory directory;
    private final Acts acts;
    private final HookRuns hooks;
    private final Console console;
    private final Ticker ticker;
    private final Set<String> carriedOut = new TreeSet<>();
    private final Orders orders;
    private final Trouble trouble;
    private final Decisions decisions;
    private final Set<String> acceptedHarm;
    private Duration clockSetBy = Duration.ZERO;
    private Phase phase;
    private Instant stageBegan;
    private Drift drift;
    private boolean isUntoldSaid;
    private volatile boolean isStopped;

    /**
     * Opens a release that has no entry yet, or goes on where its journal ends.
     *
     * @param directory of the release; its journal is open and held by the caller
     */
    public Agent(
            Plan plan,
            Connections connections,
            Journal journal,
            ReleaseDirectory directory,
            Reporter reporter,
            Console console,
            Ticker ticker) {
        this(
                plan,
                connections,
                journal,
                directory,
                new Inbox(directory.orders()),
                reporter,
                console,
                ticker);
    }

    /**
     * The same.
     *
     * @param orders where people leave what they ask
     */
    Agent(
            Plan plan,
            Connections connections,
            Journal journal,
            ReleaseDirectory directory,
            Orders orders,
            Reporter reporter,
            Console console,
            Ticker ticker) {
        this.plan = plan;
        this.connections = connections;
        this.journal = journal;
        this.directory = directory;
        this.console = console;
        this.ticker = ticker;
        this.orders = orders;
        this.trouble = new Trouble(console);
        this.decisions = new Decisions(journal, orders, trouble);
        this.hooks = new HookRuns(plan, connections.hooks());
        this.acts =
                new Acts(
                        plan, connections, directory, decisions, reporter, trouble, console, hooks);
        if (journal.entries().isEmpty()) {
            journal.append(Entry.opening(ticker.now()));
        } else {
            goOn();
        }
        Entry last = decisions.entries().getLast();
        this.phase = last.phase();
        this.stageBegan = StageStart.began(decisions.entries());
        this.drift = last.drift();
        this.acceptedHarm = AcceptedHarm.gates(decisions.entries());
        for (Entry entry : decisions.entries()) {
            if (entry.order() != null) {
                carriedOut.add(entry.order().id());
            }
        }
    }

    /** The time in which no agent looked is no time of a stage, nor of anybody's patience. */
    private void goOn() {
        Instant told = journal.lastTold();
        ticker.startAfter(told);
        Instant now = ticker.now();
        Duration gap = Duration.between(told, now);
        Duration most = plan.gates().telemetry().staleAfter().plus(plan.interval());
        boolean isLong = gap.compareTo(most) > 0;
        Entry last = journal.entries().getLast();
        Phase next = last.phase().goOn(now, isLong ? gap : Duration.ZERO);
        if (!next.equals(last.phase())) {
            String why =
                    isLong
                            ? "the agent was started again; %s in which nobody looked do not count"
                                    .formatted(Durations.write(gap.truncatedTo(SECONDS)))
                            : "the agent was started again";
            console.event(now, why);
            decisions.write(last.goingOn(now, next, why));
        }
    }

    /** Runs until the release has ended, must be left to a person, or {@link #stop} is called. */
    public Optional<Outcome> run() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            TimedCalls calls = new TimedCalls(threads, CALL_LIMIT);
            Telemetry telemetry =
                    new Telemetry(plan, connections, calls, directory, stageBegan, true);
            telemetry.history().latest().ifPresent(seen -> ticker.startAfter(seen.at()));
            try (Observer observer = new Observer(plan, connections, calls, telemetry);
                    HookRuns _ = hooks) {
                observer.accept(acceptedHarm);
                observer.leftOut()
                        .forEach(gate -> console.event(ticker.now(), "gate left out: " + gate));
                return run(observer, calls);
            }
        }
    }

    private Optional<Outcome> run(Observer observer, TimedCalls calls) {
        while (!isStopped) {
            boolean isLeft = tryTick(observer, calls);
            Optional<Outcome> outcome = phase.outcome();
            if (isLeft || phase instanceof Ended) {
                decisions.end(ticker.now());
                acts.writeReport(ticker.now());
                outcome.ifPresent(end -> console.end(end, decisions.entries().getLast().why()));
                return outcome;
            }
            ticker.await(phase.pause(plan));
        }
        decisions.end(ticker.now());
        return Optional.empty();
    }

    /**
     * Ends the loop between two ticks; traffic stays as it is, the journal is good for a resume.
     */
    public void stop() {
        isStopped = true;
        ticker.stop();
    }

    /** The edge where nothing passes: whatever fails in a tick, the next one comes. */
    private boolean tryTick(Observer observer, TimedCalls calls) {
        try {
            return tick(observer, calls);
        } catch (RuntimeException e) {
            LOG.error("event=tick_failed release={} phase={}", plan.release(), phase.word(), e);
            trouble.say(
                    "tick", ticker.now(), "a tick failed, the next one comes: " + e.getMessage());
            return false;
        }
    }

    /** One tick; true when all is to be left as it is for a person. */
    private boolean tick(Observer observer, TimedCalls calls) {
        Instant now = ticker.now();
        tellClock(now);
        Observer.Observed seen =
                observer.observe(
                        phase, stageBegan, now, acts.isReported(), order(), hooks.state(phase));
        tellRecord(now, observer.telemetry());
        Decision decision = Rollout.decide(plan, phase, drift, seen.observation());
        Entry entry = entry(now, seen, decision, observer.telemetry());
        if (!decisions.write(entry)) {
            return false;
        }
        connections.announcer().announce(entry);
        tellUntold(now);
        if (!decision.next().word().equals(phase.word())) {
            LOG.info(
                    "event=phase release={} from={} to={} why=\"{}\"",
                    plan.release(),
                    phase.word(),
                    decision.next().word(),
                    decision.why());
        }
        if (decision.drift().times() > drift.times()) {
            tellDrift(now, decision.drift(), observer.telemetry().weight());
        }
        Order order = seen.observation().order();
        if (order != null) {
            carriedOut.add(order.id());
            acceptedHarm.addAll(AcceptedHarm.gates(List.of(entry)));
            observer.accept(acceptedHarm);
        }
        boolean isTurn = decision.next() instanceof Rollback && !(phase instanceof Rollback);
        phase = decision.next();
        drift = decision.drift();
        stageBegan = phase.stageBegan(stageBegan);
        acts.carryOut(decision, isTurn, calls, now);
        console.show(progress(now, seen, decision, observer.telemetry()));
        return decision.acts().contains(new Act.Leave());
    }

    /** Once: the release goes on all the same, and its report says it too. */
    private void tellUntold(Instant now) {
        String untold = connections.announcer().untold();
        if (!untold.isEmpty() && !isUntoldSaid) {
            isUntoldSaid = true;
            trouble.insist(now, "not all notices of the release are taken: " + untold);
        }
    }

    private void tellDrift(Instant now, Drift told, int shown) {
        LOG.warn(
                "event=weight_changed_from_outside release={} phase={} times={} weight={}",
                plan.release(),
                phase.word(),
                told.times(),
                shown);
        console.event(
                now,
                told.isRepeated()
                        ? told.told()
                        : "the weight was changed from outside to %d %%, %s by now"
                                .formatted(shown, told.words()));
    }

    private void tellClock(Instant now) {
        Duration setBy = ticker.clockSetBy();
        Duration step = setBy.minus(clockSetBy);
        if (step.abs().compareTo(CLOCK_STEP) > 0) {
            clockSetBy = setBy;
            trouble.insist(
                    now,
                    "the machine's clock was set %s by %s; the release goes on by its own"
                            .formatted(
                                    step.isNegative() ? "back" : "forward",
                                    Durations.write(step.abs().truncatedTo(SECONDS))));
        }
    }

    private void tellRecord(Instant now, Telemetry telemetry) {
        String problem = telemetry.recordProblem();
        if (problem.isEmpty()) {
            trouble.isOver("record", now, "the record of the counters can be written again");
        } else {
            trouble.say("record", now, "the record of the counters has a gap: " + problem);
        }
    }

    /** While nothing can be written down an order to go on would only keep others waiting. */
    private @Nullable Order order() {
        Set<String> done = new TreeSet<>(carriedOut);
        done.add(decisions.reminder());
        try {
            return orders.oldest(done, decisions.isFailing());
        } catch (UncheckedIOException e) {
            trouble.say("orders", ticker.now(), "orders cannot be read: " + e.getMessage());
            return null;
        }
    }

    private Entry entry(
            Instant now, Observer.Observed seen, Decision decision, Telemetry telemetry) {
        Observation observation = seen.observation();
        Split split = observation.split();
        Map<String, RequestCounts> traffic = new LinkedHashMap<>();
        telemetry
                .history()
                .latest()
                .ifPresent(
                        last -> {
                            for (String version : versions()) {
                                var tally = last.tally(Source.MESH, version);
                                traffic.put(
                                        version,
                                        new RequestCounts(tally.requests(), tally.errors()));
                            }
                        });
        return new Entry(
                now,
                decision.next(),
                decision.why(),
                decision.acts(),
                observation.order(),
                split == null ? null : telemetry.weight(),
                seen.judgement().findings(),
                observation.proof(),
                traffic,
                telemetry.reached(),
                decision.drift());
    }

    private List<String> versions() {
        return List.of(plan.stable().version(), plan.canary().version());
    }

    private Progress progress(
            Instant now, Observer.Observed seen, Decision decision, Telemetry telemetry) {
        Judgement judgement = seen.judgement();
        Split split = seen.observation().split();
        return new Progress(
                plan,
                phase,
                decisions.entries().getFirst().at(),
                now,
                split == null ? null : telemetry.weight(),
                telemetry.history().window(Source.MESH, plan.stable().version(), stageBegan),
                telemetry.history().window(Source.MESH, plan.canary().version(), stageBegan),
                judgement.findings(),
                decision.why());
    }
}

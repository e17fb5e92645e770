package canary.agent;

import canary.agent.background.BackgroundTasks;
import canary.agent.background.ReleaseSmokeTests;
import canary.agent.background.StageSmokeTests;
import canary.agent.io.Connections;
import canary.agent.io.TimedCalls;
import canary.agent.telemetry.Telemetry;
import canary.cluster.Pod;
import canary.gates.Gates;
import canary.gates.Judgement;
import canary.gates.ReleaseAnalysis;
import canary.gates.input.Check;
import canary.gates.input.ProbeResults;
import canary.gates.input.Versions;
import canary.plan.Plan;
import canary.rollout.HookState;
import canary.rollout.Inspection;
import canary.rollout.Live;
import canary.rollout.Observation;
import canary.rollout.Order;
import canary.rollout.Phase;
import canary.rollout.Replicas;
import canary.verdict.Evidence;
import canary.verdict.Finding;
import canary.verdict.Verdict;

import erp.migrations.fleet.VersionStates;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes a tick's observation: what mesh and cluster say, the verdict of the gates that the phase
 * asks, and the proof of a rollback. Holds the gates, so that their evidence outlives a tick; a
 * restarted agent feeds them from the record before its first look.
 */
final class Observer implements AutoCloseable {

    /** An observation, and what it was made from. */
    record Observed(Observation observation, Judgement judgement) {}

    private static final Logger LOG = LoggerFactory.getLogger(Observer.class);

    private final Plan plan;
    private final Telemetry telemetry;
    private final TimedCalls calls;
    private final ReleaseSmokeTests tests;
    private final Gates gates;
    private final ReleaseAnalysis analysis;
    private final BackgroundTasks tasks;
    private @Nullable List<Check> smoke;
    private @Nullable List<Check> stableSmoke;
    private @Nullable Instant stableSmokeOf;
    private @Nullable RollbackProof proof;
    private Set<String> acceptedHarm = Set.of();

    /** Gates that rest on evidence go on from what the record holds. */
    Observer(Plan plan, Connections connections, TimedCalls calls, Telemetry telemetry) {
        this.plan = plan;
        this.telemetry = telemetry;
        this.calls = calls;
        this.tests = new ReleaseSmokeTests(plan, connections, calls);
        Versions versions = new Versions(plan.stable().version(), plan.canary().version());
        this.gates =
                telemetry.gates(
                        () ->
                                new Gates(
                                        plan.gates(),
                                        versions,
                                        plan.alpha(),
                                        plan.database() != null));
        this.analysis =
                new ReleaseAnalysis(gates, versions, plan.canary().replicas(), telemetry.history());
        this.tasks = new BackgroundTasks(plan, connections, tests);
    }

    /**
     * Never throws, or no order and no rollback would be carried out any more.
     *
     * @param stageBegan since when the gates look
     */
    Observed observe(
            Phase phase,
            Instant stageBegan,
            Instant now,
            boolean isReported,
            @Nullable Order order,
            @Nullable HookState hook) {
        telemetry.history().mark(stageBegan);
        Telemetry.Seen seen = telemetry.ask(now);
        Judgement judgement = judge(phase, stageBegan, now);
        Observation observation =
                new Observation(
                        now,
                        seen.split(),
                        replicas(seen.stable(), ""),
                        replicas(seen.canary(), seen.problem()),
                        verdict(judgement),
                        isBeginning(judgement, tasks.beginning(phase, now)),
                        proof(phase, seen, now),
                        isReported,
                        order,
                        hook,
                        rejection(phase));
        return new Observed(observation, judgement);
    }

    /** What is not seen is no rejection: a rejected version does not start, and says why. */
    private String rejection(Phase phase) {
        Plan.Database database = plan.database();
        if (database == null || !phase.inspections().contains(Inspection.REJECTION)) {
            return "";
        }
        String canary = plan.canary().version();
        Optional<VersionStates.Said> said =
                calls.call(() -> new VersionStates(database.login().dataSource()).rejection(canary))
                        .value();
        return said == null || said.isEmpty()
                ? ""
                : "%s was rejected at %s: %s. `./erp db admit %s --why TEXT` lets it be released"
                        .formatted(canary, said.get().since(), said.get().why(), canary);
    }

    /** From now on harm that these gates find ends nothing: a person has accepted it. */
    void accept(Set<String> gates) {
        acceptedHarm = Set.copyOf(gates);
    }

    private Verdict verdict(Judgement judgement) {
        return acceptedHarm.isEmpty()
                ? judgement.verdict()
                : new Judgement(judgement.findings().stream().map(this::accepted).toList())
                        .verdict();
    }

    private Finding accepted(Finding finding) {
        return finding.verdict() instanceof Verdict.Harmful harm
                        && acceptedHarm.contains(finding.gate())
                ? new Finding(
                        finding.gate(),
                        new Verdict.Healthy(
                                new Evidence(
                                        "accepted by a person: " + harm.sentence(),
                                        harm.evidence().figures())))
                : finding;
    }

    /** Whether only what is looked at for the first time keeps all from being healthy. */
    private boolean isBeginning(Judgement judgement, Set<String> beginning) {
        if (beginning.isEmpty()) {
            return false;
        }
        List<Finding> others =
                judgement.findings().stream()
                        .filter(finding -> !beginning.contains(finding.gate()))
                        .toList();
        return others.isEmpty() || verdict(new Judgement(others)) instanceof Verdict.Healthy;
    }

    /** Whatever fails in here is a fault of the agent: it is blind, and says so. */
    private Judgement judge(Phase phase, Instant stageBegan, Instant now) {
        try {
            tasks.tick(phase, stageBegan, now, telemetry);
            telemetry.read(now, tasks.data());
            test(phase, now);
            return analysis.judge(phase.gates(), stageBegan, probes(phase, stageBegan));
        } catch (RuntimeException e) {
            LOG.error("event=look_failed phase={}", phase.word(), e);
            return Judgement.blind("the agent failed to look: " + e);
        }
    }

    private ProbeResults probes(Phase phase, Instant stageBegan) {
        if (!(phase instanceof Live)) {
            return new ProbeResults(smoke, stableSmoke, tasks.integrations());
        }
        StageSmokeTests.Round round = tasks.smoke(phase, stageBegan);
        return new ProbeResults(
                round == null ? null : round.canary(),
                round == null ? null : round.stable(),
                tasks.integrations());
    }

    private static @Nullable Replicas replicas(@Nullable List<Pod> pods, String problem) {
        return pods == null
                ? null
                : new Replicas(
                        pods.size(), (int) pods.stream().filter(Pod::ready).count(), problem);
    }

    /** Before users reach the canary, what has not passed is tested again at every tick. */
    private void test(Phase phase, Instant now) {
        if (phase.inspections().contains(Inspection.SMOKE_OF_STABLE)) {
            // What passed in a phase before may be broken by what was done since.
            boolean isKnown = hasPassed(stableSmoke) && phase.since().equals(stableSmokeOf);
            if (!isKnown) {
                stableSmoke = tests.entranceNow(plan.stable().version(), now);
                stableSmokeOf = phase.since();
            }
        } else if (phase.inspections().contains(Inspection.SMOKE_OF_CANARY) && !hasPassed(smoke)) {
            String canary = plan.canary().version();
            String stable = plan.stable().version();
            smoke = tests.everywhereNow(canary, telemetry.podsOf(canary), now);
            stableSmoke =
                    smoke.stream().anyMatch(Check::failed)
                            ? tests.everywhereNow(stable, telemetry.podsOf(stable), now)
                            : null;
        }
    }

    private static boolean hasPassed(@Nullable List<Check> checks) {
        return checks != null && Check.allPassed(checks);
    }

    private List<Check> proof(Phase phase, Telemetry.Seen seen, Instant now) {
        if (!phase.inspections().contains(Inspection.PROOF)) {
            proof = null;
            return List.of();
        }
        if (proof == null) {
            proof = new RollbackProof(plan, telemetry, phase.since());
        }
        try {
            return proof.gather(seen.split(), now, () -> tests.asUsersNow(now));
        } catch (RuntimeException e) {
            LOG.error("event=proof_failed", e);
            return List.of(
                    new Check("proof", Check.Result.UNTESTED, now, "the agent failed: " + e));
        }
    }

    Telemetry telemetry() {
        return telemetry;
    }

    /** Gates that are not asked in this release, and why. */
    List<String> leftOut() {
        return gates.leftOut();
    }

    /** Waits for what is done beside the ticks, so that the next look has it. */
    void settle() {
        tasks.settle();
    }

    @Override
    public void close() {
        tasks.close();
    }
}

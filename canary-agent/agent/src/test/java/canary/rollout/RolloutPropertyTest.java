package canary.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import canary.journal.Entry;
import canary.journal.JournalLines;
import canary.mesh.Split;
import canary.plan.HookPoint;
import canary.plan.Plan;
import canary.plan.Plans;
import canary.verdict.Verdict;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

class RolloutPropertyTest {

    private static final int HISTORIES = 25_000;
    private static final Plan PLAN = Plans.patient();
    private static final Plan RESUMING =
            Plans.patient("interval: 10m\nholdPolicy: {after: 6h, resumeAfter: 1h}\n");

    @Test
    void promotes_only_after_health_at_every_stage_and_takes_every_harm_back() {
        Map<String, Integer> ends = new TreeMap<>();
        for (long seed = 0; seed < HISTORIES; seed++) {
            ends.merge(new History(PLAN, seed, false, 300).play().word(), 1, Integer::sum);
        }
        // Each way out is taken often enough to mean something.
        assertThat(ends.keySet()).contains("promoted", "rolled-back", "refused");
        assertThat(ends.values()).allMatch(count -> count > 100);
    }

    @Test
    void obeys_people_and_still_takes_every_harm_back() {
        Map<String, Integer> ends = new TreeMap<>();
        for (long seed = 0; seed < HISTORIES; seed++) {
            ends.merge(new History(PLAN, seed, true, 300).play().word(), 1, Integer::sum);
        }
        assertThat(ends.keySet()).contains("promoted", "rolled-back", "refused", "held");
    }

    @Test
    void goes_on_by_itself_only_after_health_without_a_break() {
        Map<String, Integer> ends = new TreeMap<>();
        int resumed = 0;
        for (long seed = 0; seed < HISTORIES; seed++) {
            History history = new History(RESUMING, seed, seed % 2 == 0, 300);
            ends.merge(history.play().word(), 1, Integer::sum);
            resumed += history.resumed;
        }
        assertThat(ends.keySet()).contains("promoted", "rolled-back", "refused", "held");
        assertThat(resumed).isGreaterThan(1000);
    }

    @Test
    void fights_nobody_for_ever_over_the_weight_but_for_the_way_back() {
        Map<String, Integer> ends = new TreeMap<>();
        int left = 0;
        for (long seed = 0; seed < HISTORIES; seed++) {
            Plan plan = seed % 2 == 0 ? PLAN : RESUMING;
            History history = new History(plan, seed, seed % 3 == 0, 10);
            ends.merge(history.play().word(), 1, Integer::sum);
            left += history.leftAstray;
        }
        assertThat(ends.keySet()).contains("promoted", "rolled-back", "refused", "held");
        assertThat(left).isGreaterThan(1000);
    }

    @Test
    void
            starts_no_canary_without_backup_and_migration_and_contracts_only_without_the_old_version() {
        Plan plan =
                Plans.patient(
                        """
                        hooks:
                          backup: {command: [save]}
                          trial: {command: [try]}
                          expand: {command: [expand]}
                          contract: {command: [contract]}
                          reject: {command: [reject]}
                        """);
        Map<String, Integer> ends = new TreeMap<>();
        for (long seed = 0; seed < HISTORIES; seed++) {
            History history = new History(plan, seed, seed % 3 == 0, 300);
            ends.merge(history.play().word(), 1, Integer::sum);
            assertThat(List.copyOf(history.order)).as(history.seed).isSorted();
        }
        assertThat(ends.keySet()).contains("promoted", "rolled-back", "refused", "failed");
    }

    /** One release from preflight to its end, by a seed. */
    private static final class History {
        private final String seed;
        private final RandomGenerator random;
        private final FakeWorld world;
        private final Plan plan;
        private final boolean hasPeople;
        private final Set<Integer> healthyAt = new HashSet<>();
        private Phase phase = new Groundwork.Preflight(Instant.EPOCH);
        private Drift drift = Drift.NONE;
        private @Nullable Instant wellSince;
        private @Nullable Instant wellUntil;
        private int resumed;
        private int leftAstray;
        private boolean isHarmed;
        private boolean isSmoked;
        private boolean isWavedThrough;
        private final Set<HookPoint> order = new LinkedHashSet<>();

        History(Plan plan, long seed, boolean hasPeople, int meddling) {
            this.plan = plan;
            this.seed = "seed " + seed;
            this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            this.world = new FakeWorld(plan, random);
            this.world.meddling = meddling;
            this.hasPeople = hasPeople;
        }

        Phase play() {
            for (int tick = 0; tick < 700 && !(phase instanceof Ended); tick++) {
                if (tick == 300) {
                    world.calmDown();
                }
                tick(tick < 300 ? order(tick) : null);
            }
            assertEnd();
            return phase;
        }

        private @Nullable Order order(int tick) {
            if (!hasPeople || random.nextInt(40) > 0) {
                return null;
            }
            Order.Verb[] verbs = Order.Verb.values();
            return new Order(
                    "o" + tick,
                    verbs[random.nextInt(verbs.length)],
                    "ann",
                    random.nextBoolean(),
                    random.nextBoolean() ? "the old one is worse" : null);
        }

        private void tick(@Nullable Order order) {
            Observation seen = world.observe(order);
            Phase before = phase;
            Decision decision = Rollout.decide(plan, before, drift, seen);
            note(before, decision, seen);
            noteHooks(before, decision, seen);
            noteWeight(before, decision, seen);
            noteHold(before, decision, seen);
            // Dead before the decision is on disk: as if this tick had never been.
            if (random.nextInt(20) == 0) {
                return;
            }
            Entry written = reread(decision);
            if (!written.phase().hook().equals(phase.hook())) {
                world.enter();
            }
            phase = written.phase();
            drift = written.drift();
            noteHealth(seen);
            isHarmed |= isHarm(before, seen);
            // Dead between the journal and the act: the act is lost.
            if (random.nextInt(20) > 0) {
                decision.acts().forEach(world::act);
            }
            assertTraffic();
        }

        private Entry reread(Decision decision) {
            Entry entry = Entry.opening(world.now);
            Entry written =
                    new Entry(
                            entry.at(),
                            decision.next(),
                            decision.why(),
                            decision.acts(),
                            null,
                            null,
                            entry.findings(),
                            entry.proof(),
                            entry.traffic(),
                            entry.reached(),
                            decision.drift());
            if (random.nextInt(10) > 0) {
                return written;
            }
            String line = JournalLines.write(1, written);
            return JournalLines.read(1, line.strip()).orElseThrow();
        }

        private void note(Phase before, Decision decision, Observation seen) {
            boolean isHealthy = seen.verdict() instanceof Verdict.Healthy;
            if (before instanceof Preparation.Smoking && isHealthy) {
                isSmoked = true;
            }
            if ((before instanceof Live.Watching || before instanceof Live.Baking) && isHealthy) {
                healthyAt.add(((Live) before).step());
            }
            if (isHarm(before, seen)) {
                assertThat(decision.next()).as(seed).isInstanceOf(Rollback.Restoring.class);
            }
            boolean isBlindPromotion =
                    before instanceof Live
                            && seen.verdict() instanceof Verdict.Harmful
                            && seen.order() != null
                            && seen.order().verb() == Order.Verb.PROMOTE
                            && seen.order().acceptedHarm() == null;
            if (isBlindPromotion) {
                assertThat(decision.next())
                        .as(seed)
                        .isInstanceOfAny(Rollback.Restoring.class, Live.Held.class);
            }
            if (seen.order() == null && hasAdvanced(before, decision.next())) {
                assertThat(isHealthy).as(seed).isTrue();
                assertThat(before.since().plus(atLeast(before)))
                        .as(seed)
                        .isBeforeOrEqualTo(seen.now());
            }
            if (before instanceof Live && seen.order() != null) {
                isWavedThrough |= seen.order().verb() == Order.Verb.PROMOTE;
            }
            if (decision.next() instanceof Promotion.Promoting && !isWavedThrough) {
                assertThat(healthyAt).as(seed).hasSize(plan.stages().size() + 1);
            }
            if (before instanceof Live.Held held && held.isByPerson()) {
                boolean mayLeave = seen.order() != null || isHarm(before, seen);
                assertThat(mayLeave || decision.next().equals(before)).as(seed).isTrue();
            }
        }

        /** The canary starts when the rest is done, and the last comes without the old version. */
        private void noteHooks(Phase before, Decision decision, Observation seen) {
            if (seen.hook() instanceof HookState.Done) {
                before.hook().ifPresent(order::add);
            }
            boolean isAhead = plan.has(HookPoint.BACKUP) && order.size() < 2;
            assertThat(isAhead && decision.acts().contains(new Act.Scale("v2", 1)))
                    .as(seed)
                    .isFalse();
            if (decision.next() instanceof Promotion.Contracting
                    && before instanceof Promotion.Promoting) {
                assertThat(seen.stable()).as(seed).isEqualTo(new Replicas(0, 0));
            }
        }

        /** A weight that is in force and changed is set again, and nobody goes on meanwhile. */
        private void noteWeight(Phase before, Decision decision, Observation seen) {
            Split wanted = before.split(plan).orElse(null);
            List<Split> asked =
                    decision.acts().stream()
                            .filter(Act.Shift.class::isInstance)
                            .map(act -> ((Act.Shift) act).split())
                            .toList();
            if (isHarmed) {
                assertThat(asked).as(seed).allMatch(split -> plan.canaryShare(split) == 0);
            }
            boolean isAstray =
                    drift.isInForce() && seen.split() != null && !seen.split().equals(wanted);
            assertThat(decision.drift().times())
                    .as(seed)
                    .isEqualTo(drift.times() + (isAstray ? 1 : 0));
            boolean isHeldStill =
                    before instanceof Live.Held && decision.next() instanceof Live.Held;
            if (isHeldStill && decision.drift().isAstrayFor(plan.patience().shift(), seen.now())) {
                assertThat(asked).as(seed).isEmpty();
            }
            boolean isGivenUp =
                    decision.next() instanceof Ended
                            || (before instanceof Live.Shifting
                                    && decision.next() instanceof Live.Held);
            if (!isAstray || seen.order() != null || isGivenUp) {
                return;
            }
            assertThat(hasAdvanced(before, decision.next())).as(seed).isFalse();
            if (isHeldStill && drift.times() >= 3) {
                leftAstray++;
                assertThat(asked).as(seed).isEmpty();
            } else {
                assertThat(asked).as(seed).isEqualTo(decision.next().split(plan).stream().toList());
            }
            if (before instanceof Live
                    && !(before instanceof Live.Shifting)
                    && drift.times() >= 2) {
                assertThat(decision.next())
                        .as(seed)
                        .isInstanceOfAny(Live.Held.class, Rollback.Restoring.class);
            }
        }

        /** Harm that no person has said to bear. */
        private static boolean isHarm(Phase before, Observation seen) {
            Order order = seen.order();
            boolean isFirm =
                    before instanceof Live.Held held && Boolean.TRUE.equals(held.evenIfHarmful());
            boolean isMeant =
                    order != null
                            && (order.verb() == Order.Verb.PAUSE
                                    ? Boolean.TRUE.equals(order.evenIfHarmful())
                                    : order.verb() == Order.Verb.PROMOTE
                                            && order.acceptedHarm() != null);
            return before instanceof Live
                    && seen.verdict() instanceof Verdict.Harmful
                    && !isFirm
                    && !isMeant;
        }

        /** What ends a hold that no order ends and no harm. */
        private void noteHold(Phase before, Decision decision, Observation seen) {
            boolean isHold = before instanceof Live.Held && seen.order() == null;
            if (!isHold
                    || !(decision.next() instanceof Live)
                    || decision.next() instanceof Live.Held) {
                return;
            }
            resumed++;
            Live.Held held = (Live.Held) before;
            assertThat(held.isByPerson()).as(seed).isFalse();
            assertThat(((Live) decision.next()).step()).as(seed).isEqualTo(held.step());
            assertThat(seen.verdict()).as(seed).isInstanceOf(Verdict.Healthy.class);
            assertThat(seen.split()).as(seed).isEqualTo(held.split(plan).orElseThrow());
            assertThat(wellUntil)
                    .as(seed)
                    .isAfterOrEqualTo(seen.now().minus(Duration.ofMinutes(11)));
            assertThat(wellSince)
                    .as(seed)
                    .isBeforeOrEqualTo(seen.now().minus(plan.hold().resumeAfter()));
        }

        /** Keeps since when every look in a hold that is on disk was good, eleven minutes apart. */
        private void noteHealth(Observation seen) {
            boolean isWell =
                    phase instanceof Live.Held held
                            && seen.verdict() instanceof Verdict.Healthy
                            && held.split(plan).orElseThrow().equals(seen.split());
            boolean isBroken =
                    wellUntil == null
                            || wellUntil.plus(Duration.ofMinutes(11)).isBefore(seen.now());
            wellSince = !isWell ? null : isBroken ? seen.now() : wellSince;
            wellUntil = isWell ? seen.now() : null;
        }

        /** From one step to the next, by judgement alone. */
        private static boolean hasAdvanced(Phase before, Phase next) {
            boolean isJudged = before instanceof Live.Watching || before instanceof Live.Baking;
            if (!isJudged) {
                return false;
            }
            boolean isFurther =
                    next instanceof Promotion.Promoting
                            || (next instanceof Live after
                                    && after.step() > ((Live) before).step());
            return isFurther;
        }

        private Duration atLeast(Phase before) {
            return before instanceof Live.Watching at
                    ? plan.stages().get(at.step()).watchAtLeast()
                    : plan.bake();
        }

        private void assertTraffic() {
            if (phase instanceof Live) {
                assertThat(isSmoked).as(seed).isTrue();
            }
        }

        private void assertEnd() {
            if (isHarmed) {
                assertThat(phase).as(seed).isInstanceOf(Ended.RolledBack.class);
            }
            switch (phase) {
                case Ended.RolledBack _ -> {
                    assertThat(world.toCanary()).as(seed).isZero();
                    assertThat(world.canaryPods()).as(seed).isZero();
                }
                case Ended.Refused _ ->
                        assertThat(isSmoked && world.toCanary() > 0).as(seed).isFalse();
                case Ended.Promoted _ -> assertThat(world.toCanary()).as(seed).isEqualTo(100);
                case Live.Held held -> assertThat(held.isByPerson()).as(seed).isTrue();
                case Preparation.Paused at ->
                        assertThat(at.isDeployed() && world.toCanary() > 0).as(seed).isFalse();
                case Ended.Failed _ -> assertThat(plan.has(HookPoint.CONTRACT)).as(seed).isTrue();
                default -> throw new AssertionError(seed + " ends in " + phase);
            }
        }
    }
}

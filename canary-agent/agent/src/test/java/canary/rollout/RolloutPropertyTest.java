package canary.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import canary.journal.Entry;
import canary.journal.JournalLines;
import canary.plan.Plan;
import canary.plan.Plans;
import canary.verdict.Verdict;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

class RolloutPropertyTest {

    private static final int HISTORIES = 25_000;
    private static final Plan PLAN = Plans.patient();

    @Test
    void promotes_only_after_health_at_every_stage_and_takes_every_harm_back() {
        Map<String, Integer> ends = new TreeMap<>();
        for (long seed = 0; seed < HISTORIES; seed++) {
            ends.merge(new History(seed, false).play().word(), 1, Integer::sum);
        }
        // Each way out is taken often enough to mean something.
        assertThat(ends.keySet()).contains("promoted", "rolled-back", "refused");
        assertThat(ends.values()).allMatch(count -> count > 100);
    }

    @Test
    void obeys_people_and_still_takes_every_harm_back() {
        Map<String, Integer> ends = new TreeMap<>();
        for (long seed = 0; seed < HISTORIES; seed++) {
            ends.merge(new History(seed, true).play().word(), 1, Integer::sum);
        }
        assertThat(ends.keySet()).contains("promoted", "rolled-back", "refused", "held");
    }

    /** One release from preflight to its end, by a seed. */
    private static final class History {
        private final String seed;
        private final RandomGenerator random;
        private final FakeWorld world;
        private final boolean hasPeople;
        private final Set<Integer> healthyAt = new HashSet<>();
        private Phase phase = new Phase.Preflight(Instant.EPOCH);
        private boolean isHarmed;
        private boolean isSmoked;
        private boolean isWavedThrough;

        History(long seed, boolean hasPeople) {
            this.seed = "seed " + seed;
            this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            this.world = new FakeWorld(PLAN, random);
            this.hasPeople = hasPeople;
        }

        Phase play() {
            for (int tick = 0; tick < 700 && !(phase instanceof Phase.Ended); tick++) {
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
            return new Order("o" + tick, verbs[random.nextInt(verbs.length)], "ann");
        }

        private void tick(@Nullable Order order) {
            Observation seen = world.observe(order);
            Phase before = phase;
            Decision decision = Rollout.decide(PLAN, before, seen);
            note(before, decision, seen);
            // Dead before the decision is on disk: as if this tick had never been.
            if (random.nextInt(20) == 0) {
                return;
            }
            phase = reread(decision);
            isHarmed |= before instanceof Phase.Live && seen.verdict() instanceof Verdict.Harmful;
            // Dead between the journal and the act: the act is lost.
            if (random.nextInt(20) > 0) {
                decision.acts().forEach(world::act);
            }
            assertTraffic();
        }

        private Phase reread(Decision decision) {
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
                            entry.reached());
            if (random.nextInt(10) > 0) {
                return decision.next();
            }
            String line = JournalLines.write(1, written);
            return JournalLines.read(1, line.strip()).orElseThrow().phase();
        }

        private void note(Phase before, Decision decision, Observation seen) {
            boolean isHealthy = seen.verdict() instanceof Verdict.Healthy;
            if (before instanceof Phase.Smoking && isHealthy) {
                isSmoked = true;
            }
            if ((before instanceof Phase.Watching || before instanceof Phase.Baking) && isHealthy) {
                healthyAt.add(((Phase.Live) before).step());
            }
            if (before instanceof Phase.Live && seen.verdict() instanceof Verdict.Harmful) {
                assertThat(decision.next()).as(seed).isInstanceOf(Phase.Restoring.class);
            }
            if (seen.order() == null && hasAdvanced(before, decision.next())) {
                assertThat(isHealthy).as(seed).isTrue();
                assertThat(before.since().plus(atLeast(before)))
                        .as(seed)
                        .isBeforeOrEqualTo(seen.now());
            }
            if (before instanceof Phase.Live && seen.order() != null) {
                isWavedThrough |= seen.order().verb() == Order.Verb.PROMOTE;
            }
            if (decision.next() instanceof Phase.Promoting && !isWavedThrough) {
                assertThat(healthyAt).as(seed).hasSize(PLAN.stages().size() + 1);
            }
            if (before instanceof Phase.Held held && held.isByPerson()) {
                boolean mayLeave =
                        seen.order() != null || seen.verdict() instanceof Verdict.Harmful;
                assertThat(mayLeave || decision.next().equals(before)).as(seed).isTrue();
            }
        }

        /** From one step to the next, by judgement alone. */
        private static boolean hasAdvanced(Phase before, Phase next) {
            boolean isJudged = before instanceof Phase.Watching || before instanceof Phase.Baking;
            if (!isJudged) {
                return false;
            }
            boolean isFurther =
                    next instanceof Phase.Promoting
                            || (next instanceof Phase.Live after
                                    && after.step() > ((Phase.Live) before).step());
            return isFurther;
        }

        private static Duration atLeast(Phase before) {
            return before instanceof Phase.Watching at
                    ? PLAN.stages().get(at.step()).watchAtLeast()
                    : PLAN.bake();
        }

        private void assertTraffic() {
            if (phase instanceof Phase.Live) {
                assertThat(isSmoked).as(seed).isTrue();
            }
        }

        private void assertEnd() {
            if (isHarmed) {
                assertThat(phase).as(seed).isInstanceOf(Phase.RolledBack.class);
            }
            switch (phase) {
                case Phase.RolledBack _ -> {
                    assertThat(world.toCanary()).as(seed).isZero();
                    assertThat(world.canaryPods()).as(seed).isZero();
                }
                case Phase.Refused _ ->
                        assertThat(isSmoked && world.toCanary() > 0).as(seed).isFalse();
                case Phase.Promoted _ -> assertThat(world.toCanary()).as(seed).isEqualTo(100);
                case Phase.Held held -> assertThat(held.isByPerson()).as(seed).isTrue();
                default -> throw new AssertionError(seed + " ends in " + phase);
            }
        }
    }
}

package canary.rollout;

import canary.mesh.Split;
import canary.plan.Plan;
import canary.verdict.Verdict;

import org.jspecify.annotations.Nullable;

/**
 * Decides. Pure: no clock, no cluster, so that a seed replays any history. An act is asked for
 * again on every tick until its effect is seen, so a death in between is harmless.
 */
public final class Rollout {

    private Rollout() {}

    /**
     * What follows from where a release stands and what was seen.
     *
     * @param before what was known of the weight after the last tick
     */
    public static Decision decide(Plan plan, Phase phase, Drift before, Observation seen) {
        Split wanted = phase.split(plan).orElse(null);
        Drift drift = before.after(wanted, seen.split(), seen.now());
        boolean isAstray = wanted != null && seen.split() != null && !seen.isSplit(wanted);
        Decision decision =
                Capacity.keepingStable(
                        plan, seen, next(plan, phase, seen, isAstray ? drift : null));
        boolean isWantedStill = decision.next().split(plan).equals(phase.split(plan));
        return decision.with(isWantedStill ? drift : drift.anew());
    }

    /**
     * @param astray null where the mesh shows what it should
     */
    private static Decision next(Plan plan, Phase phase, Observation seen, @Nullable Drift astray) {
        Order order = seen.order();
        if (phase instanceof Live live
                && seen.verdict() instanceof Verdict.Harmful harm
                && !live.bearsHarm()
                && (order == null || !order.bearsHarm())) {
            return Rollback.restore(plan, seen, harm.sentence());
        }
        if (order != null) {
            return phase.obey(plan, seen, order);
        }
        return astray == null ? phase.tick(plan, seen) : phase.mend(plan, seen, astray);
    }
}

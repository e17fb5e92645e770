package canary.rollout;

import canary.plan.Plan;
import canary.verdict.WatchTime;

import java.util.ArrayList;
import java.util.List;

/** Copies that a weight needs, where autoscalers and people change their number. */
final class Capacity {

    private static final double PERCENT = 100;

    private Capacity() {}

    /**
     * Ready copies of the canary that a step's share of all traffic needs, if stable's copies are
     * what all of it needs; never below the plan's.
     */
    private static int ofCanary(Plan plan, int step, Observation seen) {
        int weight = plan.stages().get(Math.min(step, plan.stages().size() - 1)).weight();
        Replicas stable = seen.stable();
        int whole = Math.max(plan.stable().replicas(), stable == null ? 0 : stable.ready());
        return Math.max(plan.canary().replicas(), (int) Math.ceil(whole * weight / PERCENT));
    }

    /** A stage has passed: the next weight comes once the canary has the copies for it. */
    static Decision pass(Plan plan, Live at, Observation seen, WatchTime time, String why) {
        int needed = ofCanary(plan, at.step() + 1, seen);
        if (Observation.isReady(seen.canary(), needed)) {
            return Live.enter(plan, at.step() + 1, seen, why);
        }
        String canary = plan.canary().version();
        String missing = "%s needs %d ready copies for the next weight".formatted(canary, needed);
        if (at.isOver(time.atMost().plus(plan.patience().scale()), seen)) {
            String late = missing + " and does not get them";
            return Decision.stay(new Live.Held(at.step(), seen.now(), late, false), late);
        }
        return new Decision(at, List.of(new Act.Scale(canary, needed)), why + "; " + missing);
    }

    /** Stable is kept warm while users may have to go back to it at any moment. */
    static Decision keepingStable(Plan plan, Observation seen, Decision decision) {
        Act.Scale enough = new Act.Scale(plan.stable().version(), plan.stable().replicas());
        boolean isShort =
                decision.next() instanceof Live
                        && seen.stable() != null
                        && seen.stable().pods() < plan.stable().replicas()
                        && !decision.acts().contains(new Act.Leave())
                        && !decision.acts().contains(enough);
        if (!isShort) {
            return decision;
        }
        List<Act> acts = new ArrayList<>(decision.acts());
        acts.add(enough);
        return new Decision(decision.next(), acts, decision.why(), decision.drift());
    }
}

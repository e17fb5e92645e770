package canary.rollout;

import canary.plan.Plan;

import java.util.Locale;

/** What a person's order does in each phase. */
final class Orders {

    private Orders() {}

    static Decision obey(Plan plan, Phase phase, Observation seen, Order order) {
        String who = "asked by " + order.by();
        return switch (phase) {
            case Phase.Live at -> live(plan, at, seen, order.verb(), who);
            case Phase.Preflight at ->
                    order.verb() == Order.Verb.ROLLBACK
                            ? Rollout.stay(new Phase.Refused(seen.now(), who), who)
                            : unfit(at, order);
            case Phase.Deploying at -> early(plan, at, seen, order, who);
            case Phase.Smoking at -> early(plan, at, seen, order, who);
            case Phase.Promoting _, Phase.Restoring _, Phase.Verifying _ -> unfit(phase, order);
            case Phase.Reporting _, Phase.Withdrawing _, Phase.Ended _ -> unfit(phase, order);
        };
    }

    private static Decision early(Plan plan, Phase at, Observation seen, Order order, String who) {
        return order.verb() == Order.Verb.ROLLBACK
                ? Rollout.withdraw(plan, seen, who)
                : unfit(at, order);
    }

    private static Decision live(
            Plan plan, Phase.Live at, Observation seen, Order.Verb verb, String who) {
        return switch (verb) {
            case ROLLBACK -> Rollout.restore(plan, seen, who);
            case PAUSE ->
                    Rollout.stay(
                            new Phase.Held(at.step(), seen.now(), "paused, " + who, true), who);
            case PROMOTE -> Rollout.enter(plan, at.step() + 1, seen, who);
            case RESUME ->
                    at instanceof Phase.Held
                            ? Rollout.enter(plan, at.step(), seen, who)
                            : Rollout.stay(at, who + ", but it is not held");
        };
    }

    private static Decision unfit(Phase phase, Order order) {
        return Rollout.stay(
                phase,
                "%s, asked by %s, does not fit %s"
                        .formatted(
                                order.verb().name().toLowerCase(Locale.ROOT),
                                order.by(),
                                phase.word()));
    }
}

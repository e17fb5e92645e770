package canary.operations;

import canary.agent.io.KeptRelease;
import canary.journal.Entry;
import canary.rollout.Ended;
import canary.rollout.Live;
import canary.rollout.Order;
import canary.rollout.Outcome;
import canary.verdict.Verdict;

import java.time.Instant;
import java.util.List;

/** Takes what people ask of a release, or refuses it. */
public final class Requests {

    private Requests() {}

    /**
     * Leaves the order for an agent. Throws {@link RefusedException} where it makes no sense, or
     * where harm is known and nobody accepts it.
     *
     * @return whether an agent is at work that obeys; where none is, the caller goes on with the
     *     release
     */
    public static boolean leave(KeptRelease release, Request request, Instant now) {
        Entry last = last(release);
        if (last.phase() instanceof Ended) {
            throw new RefusedException(
                    "%s has ended (%s), there is nothing to %s"
                            .formatted(release.name(), last.phase().word(), request.word()));
        }
        refuseHarm(last, request);
        boolean seemsAtWork = release.isAtWork();
        boolean isWaiting = last.phase().outcome().filter(Outcome.HELD::equals).isPresent();
        boolean isOnlyRestart = request.verb() == Order.Verb.RESUME && !isWaiting;
        if (!isOnlyRestart || seemsAtWork) {
            release.orders().put(request.order(), now);
        }
        return seemsAtWork && release.showsLife();
    }

    /** How it stands; throws {@link RefusedException} where no agent has begun it. */
    public static Entry last(KeptRelease release) {
        List<Entry> entries = release.peek();
        if (entries.isEmpty()) {
            throw new RefusedException(release.name() + " is prepared, and no agent has begun it");
        }
        return entries.getLast();
    }

    /** Whoever promotes what is known to do harm says so; the agent asks for it too. */
    private static void refuseHarm(Entry last, Request request) {
        if (request.verb() != Order.Verb.PROMOTE || request.acceptHarm() != null) {
            return;
        }
        last.findings().stream()
                .filter(finding -> finding.verdict() instanceof Verdict.Harmful)
                .filter(_ -> last.phase() instanceof Live)
                .findFirst()
                .ifPresent(
                        harm -> {
                            throw new RefusedException(
                                    "the canary is judged harmful (%s: %s)"
                                            .formatted(harm.gate(), harm.verdict().sentence()),
                                    true);
                        });
    }
}

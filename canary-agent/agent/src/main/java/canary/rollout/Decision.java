package canary.rollout;

import java.util.List;

/**
 * What follows from an observation.
 *
 * @param next the phase from now on
 * @param acts what to do, in order
 * @param why in a sentence
 * @param drift of the weight, from now on
 */
public record Decision(Phase next, List<Act> acts, String why, Drift drift) {

    public Decision {
        acts = List.copyOf(acts);
    }

    /** A phase's own decision; what is known of the weight is added to it. */
    Decision(Phase next, List<Act> acts, String why) {
        this(next, acts, why, Drift.NONE);
    }

    /** Nothing is to be done. */
    static Decision stay(Phase next, String why) {
        return new Decision(next, List.of(), why);
    }

    Decision with(Drift known) {
        return new Decision(next, acts, why, known);
    }
}

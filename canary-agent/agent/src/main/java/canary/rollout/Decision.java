package canary.rollout;

import java.util.List;

/**
 * What follows from an observation.
 *
 * @param next the phase from now on
 * @param acts what to do, in order
 * @param why in a sentence
 */
public record Decision(Phase next, List<Act> acts, String why) {

    public Decision {
        acts = List.copyOf(acts);
    }
}

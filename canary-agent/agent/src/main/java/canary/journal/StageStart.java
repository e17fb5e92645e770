package canary.journal;

import canary.rollout.Phase;

import java.time.Instant;
import java.util.List;

/**
 * When the stage began that the gates judge. Not the begin of the present phase: a held release
 * keeps its stage, so that what was counted before the hold still speaks after it, and a restarted
 * agent finds the same moment in its journal.
 */
public final class StageStart {

    private StageStart() {}

    /** A hold does not begin a stage anew: the gates go on from where they were. */
    public static Instant began(Instant before, Phase next) {
        return next instanceof Phase.Held ? before : next.since();
    }

    /** The same from a journal that has at least its opening entry. */
    public static Instant began(List<Entry> entries) {
        Instant began = entries.getFirst().phase().since();
        for (Entry entry : entries) {
            began = began(began, entry.phase());
        }
        return began;
    }
}

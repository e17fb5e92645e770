package canary.journal;

import java.time.Instant;
import java.util.List;

/**
 * When the stage began that the gates judge. Not the begin of the present phase: a held release
 * keeps its stage, so that what was counted before the hold still speaks after it, and a restarted
 * agent finds the same moment in its journal.
 */
public final class StageStart {

    private StageStart() {}

    /** From a journal that has at least its opening entry. */
    public static Instant began(List<Entry> entries) {
        Instant began = entries.getFirst().phase().since();
        for (Entry entry : entries) {
            began = entry.phase().stageBegan(began);
        }
        return began;
    }
}

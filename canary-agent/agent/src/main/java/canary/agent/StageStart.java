package canary.agent;

import canary.journal.Entry;

import java.time.Instant;
import java.util.List;

/** Since when the gates look. */
final class StageStart {

    private StageStart() {}

    /** From a journal that has at least its opening entry. */
    static Instant began(List<Entry> entries) {
        Instant began = entries.getFirst().phase().since();
        for (Entry entry : entries) {
            began = entry.phase().stageBegan(began);
        }
        return began;
    }
}

package canary.journal;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * What reports and decisions need of a journal: the entries that say something new, and the newest.
 * However long a release lasts, these are few.
 */
final class TurningPoints {

    private final List<Entry> turns = new ArrayList<>();
    private @Nullable Entry newest;

    /** A line of the journal. */
    void add(Entry entry) {
        boolean isTurn =
                turns.isEmpty()
                        || entry.decidesAnew(turns.getLast())
                        || entry.judgesAnew(turns.getLast());
        if (isTurn) {
            turns.add(entry);
        }
        newest = isTurn ? null : entry;
    }

    /** A tick that was no line. */
    void newest(Entry entry) {
        newest = entry;
    }

    List<Entry> entries() {
        List<Entry> entries = new ArrayList<>(turns);
        if (newest != null) {
            entries.add(newest);
        }
        return List.copyOf(entries);
    }
}

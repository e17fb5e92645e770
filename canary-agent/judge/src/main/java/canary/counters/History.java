package canary.counters;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Snapshots in order of time. Keeps all of the recent past, and of what is older only the first and
 * those that were marked. Not safe for use by several threads.
 */
public final class History implements Serializable {

    private final Duration keep;
    private final List<Snapshot> snapshots = new ArrayList<>();
    private Instant mark = Instant.MIN;

    /**
     * @param keep how far back every snapshot stays
     */
    public History(Duration keep) {
        this.keep = keep;
    }

    /** Appends; a snapshot that is not later than the newest is left out. */
    public void add(Snapshot snapshot) {
        if (!snapshots.isEmpty() && !snapshot.at().isAfter(snapshots.getLast().at())) {
            return;
        }
        snapshots.add(snapshot);
        forgetBefore(snapshot.at().minus(keep));
    }

    /** The snapshot in force at this moment stays, however long the stage takes. */
    public void mark(Instant stageBegan) {
        mark = stageBegan;
    }

    private void forgetBefore(Instant edge) {
        int marked = indexAt(mark);
        int firstKept = indexAt(edge);
        for (int i = firstKept - 1; i > 0; i--) {
            if (i != marked) {
                snapshots.remove(i);
            }
        }
    }

    /** Index of the newest snapshot not later than a moment; 0 where all are later. */
    private int indexAt(Instant at) {
        int low = 0;
        int high = snapshots.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (snapshots.get(middle).at().isAfter(at)) {
                high = middle - 1;
            } else {
                low = middle;
            }
        }
        return low;
    }

    /** The newest snapshot. */
    public Optional<Snapshot> latest() {
        return snapshots.isEmpty() ? Optional.empty() : Optional.of(snapshots.getLast());
    }

    /**
     * The snapshot in force at a moment: the newest not later, or the first where all are later.
     */
    public Optional<Snapshot> at(Instant at) {
        return snapshots.isEmpty() ? Optional.empty() : Optional.of(snapshots.get(indexAt(at)));
    }

    /** Snapshots from the one in force at a moment up to the newest. */
    public List<Snapshot> since(Instant at) {
        return List.copyOf(snapshots.subList(indexAt(at), snapshots.size()));
    }

    /** What a source counted of a version since a moment. */
    public Tally window(Source source, String version, Instant since) {
        if (snapshots.isEmpty()) {
            return Tally.NONE;
        }
        Snapshot before = snapshots.get(indexAt(since));
        return snapshots.getLast().tally(source, version).minus(before.tally(source, version));
    }
}

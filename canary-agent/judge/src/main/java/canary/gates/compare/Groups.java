package canary.gates.compare;

import java.io.Serializable;

/**
 * Makes one event of a group that belongs together, exactly and without chance: statements of one
 * request are slow together, so counted one by one they would look like more evidence than they
 * are. What does not fill a group is carried over.
 */
final class Groups implements Serializable {

    private final int size;
    private final long[] carried;

    /**
     * @param size how many make a group, at least 1
     */
    Groups(int size, int counts) {
        this.size = size;
        this.carried = new long[counts];
    }

    /** Whole groups of each count; nowhere decreasing where the counts are not. */
    long[] of(long[] counts) {
        long[] groups = new long[counts.length];
        long least = 0;
        for (int i = 0; i < counts.length; i++) {
            carried[i] += counts[i];
            groups[i] = Math.max(least, Math.floorDiv(carried[i], size));
            carried[i] -= groups[i] * size;
            least = groups[i];
        }
        return groups;
    }
}

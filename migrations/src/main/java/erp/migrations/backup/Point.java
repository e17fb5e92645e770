package erp.migrations.backup;

/**
 * The moments between two steps of the work. A test ends the process at each of them and looks at
 * what is left.
 */
public enum Point {
    LEFTOVERS_REMOVED,
    SNAPSHOT_TAKEN,
    TABLE_READ,
    ROWS_READ,
    DATA_KEPT,
    MANIFEST_KEPT,
    OLD_REMOVED,
    SCRATCH_MADE,
    ROWS_LOADED,
    OBJECTS_MADE,
    COMPARED,
    SCRATCH_DROPPED,
    PROOF_KEPT,
    SWAP_DECIDED,
    TRIGGERS_DROPPED,
    TABLES_SWAPPED,
    NEW_OBJECTS_MADE,
    OLD_TABLES_DROPPED;

    /** Told of each point that is reached. */
    @FunctionalInterface
    public interface Listener {
        void reached(Point point);
    }
}

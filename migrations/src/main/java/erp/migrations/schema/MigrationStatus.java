package erp.migrations.schema;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where one migration stands in one schema.
 *
 * @param mark empty when this build does not know the migration
 * @param remarks for people: what it waits for, how it went when it was rehearsed
 */
public record MigrationStatus(
        String stamp,
        String description,
        Optional<Migration.Mark> mark,
        State state,
        Optional<Instant> installedOn,
        List<String> remarks) {

    public MigrationStatus {
        remarks = List.copyOf(remarks);
    }

    /** What has become of the migration. */
    public enum State {
        PENDING,
        /** Being applied or undone at this moment. */
        RUNNING,
        APPLIED,
        /** Applied, but the file says something else today. */
        CHANGED,
        FAILED,
        /** A process died in the middle of it. */
        INTERRUPTED,
        /** Applied by another, newer build. */
        UNKNOWN
    }
}

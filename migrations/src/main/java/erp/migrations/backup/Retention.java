package erp.migrations.backup;

import erp.migrations.backup.archive.Manifest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which backups of a schema may go. What either rule keeps stays, and so does the newest one that
 * was verified, and whatever cannot be read: a person should look at that.
 *
 * @param newest how many stay at least, 1 or more
 * @param age younger ones stay
 */
public record Retention(Optional<Integer> newest, Optional<Duration> age) {

    /** The entries with the newest first. */
    List<Manifest> superseded(List<Catalog.Entry> entries, String schema, Instant now) {
        List<Manifest> gone = new ArrayList<>();
        boolean proofKept = false;
        int kept = 0;
        for (Catalog.Entry entry : entries) {
            Manifest manifest = entry.manifest();
            if (manifest == null
                    || entry.problem().isPresent()
                    || !manifest.schema().equals(schema)) {
                continue;
            }
            boolean proof = entry.verified().isPresent() && !proofKept;
            if (proof || keeps(manifest, kept, now)) {
                kept++;
                proofKept |= entry.verified().isPresent();
            } else {
                gone.add(manifest);
            }
        }
        return gone;
    }

    private boolean keeps(Manifest manifest, int kept, Instant now) {
        if (newest.isEmpty() && age.isEmpty()) {
            return true;
        }
        return newest.filter(most -> kept < most).isPresent()
                || age.filter(it -> manifest.takenAt().isAfter(now.minus(it))).isPresent();
    }
}

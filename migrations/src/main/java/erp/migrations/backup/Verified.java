package erp.migrations.backup;

import java.time.Instant;

/**
 * That a backup was restored and was the same.
 *
 * @param manifestSha256 of the manifest that was compared with, so that the proof is of no other
 */
public record Verified(
        String backup, String manifestSha256, Instant at, String server, long rows) {}

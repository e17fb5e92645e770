package erp.migrations.backup;

import erp.migrations.backup.archive.BackupKey;
import erp.migrations.backup.archive.Manifest;
import erp.migrations.backup.archive.Seal;
import erp.migrations.backup.dump.Sessions;
import erp.migrations.sql.DatabaseLogin;
import erp.migrations.sql.MigrationException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;

/**
 * Proves a backup: restores it into a scratch schema, compares, drops the schema, and keeps the
 * proof beside the backup.
 *
 * @param server where the scratch schema is made; on any schema, or on none
 */
public record Verification(
        DatabaseLogin server,
        Catalog catalog,
        @Nullable BackupKey key,
        Progress progress,
        Point.Listener points,
        Clock clock) {

    public Manifest run(String name) {
        try {
            Manifest manifest = catalog.manifest(name, key);
            Seal seal = manifest.seal(key);
            String version;
            try (Connection connection = server.on("").connect()) {
                removeAbandoned(connection, manifest.schema());
                version = Sessions.version(connection);
            }
            try (Trial _ =
                    Trial.of(
                            catalog,
                            manifest,
                            seal,
                            server,
                            manifest.schema(),
                            ScratchSchema.VERIFY,
                            progress,
                            points)) {
                // Nothing is left to do with it: it is dropped.
            }
            points.reached(Point.SCRATCH_DROPPED);
            catalog.keep(manifest, seal, Instant.now(clock), version);
            points.reached(Point.PROOF_KEPT);
            return manifest;
        } catch (SQLException e) {
            throw new MigrationException(
                    "Backup %s could not be verified. The database said: %s"
                            .formatted(name, e.getMessage()),
                    e);
        } catch (IOException e) {
            throw new MigrationException(
                    "Backup %s could not be verified, reading %s: %s"
                            .formatted(name, catalog.store().title(), e.getMessage()),
                    e);
        }
    }

    /** What verifications left that were killed. */
    private static void removeAbandoned(Connection connection, String schema) throws SQLException {
        for (String abandoned : ScratchSchema.abandoned(connection, schema, ScratchSchema.VERIFY)) {
            ScratchSchema.drop(connection, abandoned);
        }
    }
}

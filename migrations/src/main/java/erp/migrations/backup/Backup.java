package erp.migrations.backup;

import erp.migrations.backup.archive.ArchiveWriter;
import erp.migrations.backup.archive.BackupKey;
import erp.migrations.backup.archive.Manifest;
import erp.migrations.backup.archive.Seal;
import erp.migrations.backup.dump.Definitions;
import erp.migrations.backup.dump.DefinitionsReader;
import erp.migrations.backup.dump.DumpWriter;
import erp.migrations.backup.dump.ReadRights;
import erp.migrations.backup.dump.RowHash;
import erp.migrations.backup.dump.Sessions;
import erp.migrations.backup.dump.Snapshot;
import erp.migrations.backup.dump.TableDump;
import erp.migrations.backup.dump.TableReader;
import erp.migrations.backup.store.Store;
import erp.migrations.schema.MigrationLock;
import erp.migrations.schema.SchemaVersion;
import erp.migrations.sql.DatabaseLogin;
import erp.migrations.sql.MigrationException;
import erp.migrations.sql.Sql;

import org.jspecify.annotations.Nullable;

import java.io.Closeable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Makes a backup of a schema: everything in it, of one moment, while others go on working.
 *
 * @param login on the schema
 */
public record Backup(
        DatabaseLogin login,
        Catalog catalog,
        @Nullable BackupKey key,
        Progress progress,
        Point.Listener points,
        Clock clock) {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String TOOL = "erp db backup, Java " + Runtime.version();

    private record Written(Manifest.Data data, List<Manifest.Table> tables) {}

    /** Nothing is left of one that fails. */
    public Manifest run() {
        try (Closeable _ = catalog.store().writer()) {
            catalog.removeLeftovers();
            points.reached(Point.LEFTOVERS_REMOVED);
            try (Connection connection = Sessions.reading(login);
                    MigrationLock _ = MigrationLock.take(connection, connection.getCatalog())) {
                return backup(connection, connection.getCatalog());
            }
        } catch (SQLException e) {
            throw new MigrationException(
                    "The backup failed and nothing of it was kept. The database said: "
                            + e.getMessage(),
                    e);
        } catch (IOException e) {
            throw new MigrationException(
                    "The backup cannot be written to %s and nothing of it was kept: %s"
                            .formatted(catalog.store().title(), e.getMessage()),
                    e);
        }
    }

    private Manifest backup(Connection connection, String schema) throws SQLException, IOException {
        ReadRights.require(connection, schema);
        var reader = new DefinitionsReader(connection, schema);
        Definitions definitions = reader.read();
        Snapshot snapshot = Snapshot.start(connection);
        points.reached(Point.SNAPSHOT_TAKEN);
        String version = SchemaVersion.newest(connection).orElse(null);
        String name = name(schema);
        Seal seal = Seal.with(key);
        Written written;
        try (Store.Upload upload = catalog.store().create(name + Catalog.DATA)) {
            written = write(connection, schema, definitions, seal, upload);
            Snapshot.end(connection);
            definitions.requireSame(
                    reader.read(),
                    "Somebody changed the schema while it was read, so the backup was given up");
            upload.commit();
        }
        points.reached(Point.DATA_KEPT);
        var manifest =
                new Manifest(
                        Manifest.FORMAT,
                        name,
                        schema,
                        version,
                        snapshot.takenAt(),
                        Instant.now(clock),
                        Sessions.version(connection),
                        TOOL,
                        snapshot.binaryLog(),
                        seal.encryption(),
                        written.data(),
                        definitions.counts(),
                        written.tables());
        keep(manifest, seal);
        points.reached(Point.MANIFEST_KEPT);
        return manifest;
    }

    private Written write(
            Connection connection,
            String schema,
            Definitions definitions,
            Seal seal,
            Store.Upload upload)
            throws SQLException, IOException {
        List<Manifest.Table> tables = new ArrayList<>();
        progress.begin("reading " + schema, estimatedRows(connection, schema));
        try (var archive = new ArchiveWriter(upload.stream(), seal)) {
            var dump = new DumpWriter(archive);
            dump.definitions(definitions);
            var rows =
                    new TableDump(
                            new TableReader(connection, schema),
                            () -> new RowHash(seal.rowSalt()),
                            progress::rows);
            for (Definitions.Table table : definitions.tables()) {
                Snapshot.savepoint(connection);
                tables.add(rows.write(table, dump));
                Snapshot.release(connection);
                points.reached(Point.TABLE_READ);
            }
            dump.end();
            points.reached(Point.ROWS_READ);
            String sha256 = archive.finish();
            progress.end();
            return new Written(
                    new Manifest.Data(archive.bytes(), archive.plainBytes(), sha256), tables);
        }
    }

    private void keep(Manifest manifest, Seal seal) throws IOException {
        try {
            catalog.keep(manifest, seal);
        } catch (IOException e) {
            try {
                catalog.store().delete(manifest.name() + Catalog.DATA);
            } catch (IOException again) {
                e.addSuppressed(again);
            }
            throw e;
        }
    }

    private String name(String schema) throws IOException {
        Set<String> files = catalog.store().files();
        String stamped = schema + "-" + STAMP.format(Instant.now(clock));
        String name = stamped;
        for (int i = 2; files.contains(name + Catalog.MANIFEST); i++) {
            name = stamped + "-" + i;
        }
        return name;
    }

    private static long estimatedRows(Connection connection, String schema) throws SQLException {
        return Sql.number(
                connection,
                "SELECT coalesce(sum(table_rows), 0) FROM information_schema.tables"
                        + " WHERE table_schema = ?",
                schema);
    }
}

package erp.migrations.backup;

import erp.migrations.backup.archive.ArchiveReader;
import erp.migrations.backup.archive.Manifest;
import erp.migrations.backup.archive.Seal;
import erp.migrations.backup.dump.Definitions;
import erp.migrations.backup.dump.DefinitionsReader;
import erp.migrations.backup.dump.DumpReader;
import erp.migrations.backup.dump.Loader;
import erp.migrations.backup.dump.ObjectMaker;
import erp.migrations.backup.dump.RowHash;
import erp.migrations.backup.dump.SchemaObject;
import erp.migrations.backup.dump.Sessions;
import erp.migrations.backup.dump.TableDump;
import erp.migrations.backup.dump.TableReader;
import erp.migrations.sql.DatabaseLogin;
import erp.migrations.sql.MigrationException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A backup loaded into a scratch schema and, unless it was proven before, found to be what its
 * manifest says: the same definitions, and in every table as many rows with the same checksum.
 */
record Trial(ScratchSchema scratch, Definitions definitions) implements AutoCloseable {

    /**
     * Loads and compares; throws when anything differs, and leaves nothing behind then.
     *
     * @param server on any schema, or on none
     * @param schema after which the scratch schema is named
     * @param use one of {@link ScratchSchema}'s
     */
    static Trial of(
            Catalog catalog,
            Manifest manifest,
            Seal seal,
            DatabaseLogin server,
            String schema,
            String use,
            Progress progress,
            Point.Listener points)
            throws SQLException, IOException {
        Trial trial = load(catalog, manifest, seal, server, schema, use, progress, points);
        try {
            trial.compare(manifest, seal, progress);
            points.reached(Point.COMPARED);
            return trial;
        } catch (SQLException | IOException | RuntimeException | OutOfMemoryError e) {
            try (trial) {
                throw e;
            }
        }
    }

    /** As {@link #of}, without comparing: for a backup that was proven. Its checksum is checked. */
    static Trial load(
            Catalog catalog,
            Manifest manifest,
            Seal seal,
            DatabaseLogin server,
            String schema,
            String use,
            Progress progress,
            Point.Listener points)
            throws SQLException, IOException {
        try (var archive =
                new ArchiveReader(
                        manifest.name(),
                        catalog.store().read(manifest.name() + Catalog.DATA),
                        seal)) {
            var dump = new DumpReader(archive);
            Definitions definitions = dump.definitions();
            ScratchSchema scratch = ScratchSchema.make(server, schema, use, definitions);
            try {
                points.reached(Point.SCRATCH_MADE);
                var trial = new Trial(scratch, definitions);
                progress.begin("loading " + manifest.name(), manifest.rows());
                new Loader(scratch.connection(), scratch.name(), progress::rows)
                        .tables(definitions, dump);
                archive.finish(manifest.data().sha256());
                progress.end();
                points.reached(Point.ROWS_LOADED);
                trial.makeObjects();
                points.reached(Point.OBJECTS_MADE);
                return trial;
            } catch (SQLException | IOException | RuntimeException | OutOfMemoryError e) {
                try (scratch) {
                    throw e;
                }
            }
        }
    }

    @Override
    public void close() throws SQLException {
        scratch.close();
    }

    private void makeObjects() throws SQLException {
        var maker = new ObjectMaker(scratch.connection());
        maker.makeAll(definitions);
        for (SchemaObject event : definitions.of(SchemaObject.Kind.EVENT)) {
            maker.makeAsleep(event);
        }
    }

    private void compare(Manifest manifest, Seal seal, Progress progress)
            throws SQLException, IOException {
        try (Connection connection = Sessions.reading(scratch.login())) {
            Definitions found = new DefinitionsReader(connection, scratch.name()).read();
            definitions
                    .asleep()
                    .requireSame(
                            found.asleep(),
                            "Backup %s cannot be restored as it was".formatted(manifest.name()));
            progress.begin("comparing " + manifest.name(), manifest.rows());
            var rows =
                    new TableDump(
                            new TableReader(connection, scratch.name()),
                            () -> new RowHash(seal.rowSalt()),
                            progress::rows);
            Map<String, Manifest.Table> expected = new HashMap<>();
            manifest.tables().forEach(it -> expected.put(it.name(), it));
            List<String> differences = new ArrayList<>();
            for (Definitions.Table table : definitions.tables()) {
                Manifest.Table its = rows.read(table);
                Manifest.Table wanted = expected.remove(table.name());
                if (!its.equals(wanted)) {
                    differences.add(difference(its, wanted));
                }
            }
            expected.keySet().forEach(it -> differences.add("table " + it + " is missing"));
            progress.end();
            if (!differences.isEmpty()) {
                throw new MigrationException(
                        "Backup %s is not what its manifest says: %s. Use another one."
                                .formatted(manifest.name(), String.join("; ", differences)));
            }
        }
    }

    private static String difference(Manifest.Table found, Manifest.@Nullable Table wanted) {
        if (wanted == null) {
            return "the manifest does not know table " + found.name();
        }
        return found.rows() == wanted.rows()
                ? "table %s has other rows, by their checksum".formatted(found.name())
                : "table %s has %,d rows, not %,d"
                        .formatted(found.name(), found.rows(), wanted.rows());
    }
}

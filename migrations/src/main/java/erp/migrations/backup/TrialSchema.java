package erp.migrations.backup;

import erp.migrations.backup.archive.BackupKey;
import erp.migrations.backup.archive.Manifest;
import erp.migrations.schema.DataLoss;
import erp.migrations.schema.Migrator;
import erp.migrations.schema.UndoPlan;
import erp.migrations.sql.Accounts;
import erp.migrations.sql.DatabaseLogin;
import erp.migrations.sql.MigrationException;
import erp.migrations.sql.Sql;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The newest proven backup in a scratch schema on which servers of a release are tried, with an
 * account of its own. Nothing works by itself there: events sleep, a version that is none does the
 * jobs, and the keys that sign production's tokens are gone. All of it is dropped when closed.
 */
public final class TrialSchema implements AutoCloseable {
    private static final String ACCOUNT = "erp_trial_";
    private static final int CONNECTIONS = 60;

    /** No server's: whoever looks finds that another version does the jobs, and lives. */
    private static final String NOBODY = "(nobody: a trial)";

    private final Manifest backup;
    private final ScratchSchema scratch;
    private final DatabaseLogin server;
    private final String password = Accounts.newPassword();
    private int expanded;
    private boolean isClosed;

    private TrialSchema(Manifest backup, ScratchSchema scratch, DatabaseLogin server) {
        this.backup = backup;
        this.scratch = scratch;
        this.server = server;
    }

    /**
     * Loads it; first drops what those left that were killed.
     *
     * @param server an account with all rights on schemas named {@code SCHEMA__…} that may pass
     *     them on and make accounts; on any schema, or on none
     * @param schema whose backup it is
     */
    public static TrialSchema load(
            DatabaseLogin server,
            String schema,
            Catalog catalog,
            @Nullable BackupKey key,
            Progress progress) {
        String name = catalog.newestProven(schema);
        try {
            removeAbandoned(server, schema);
            Manifest manifest = catalog.manifest(name, key);
            Trial trial =
                    Trial.load(
                            catalog,
                            manifest,
                            manifest.seal(key),
                            server,
                            schema,
                            ScratchSchema.TRIAL,
                            progress,
                            _ -> {});
            return ready(new TrialSchema(manifest, trial.scratch(), server));
        } catch (SQLException e) {
            throw new MigrationException(
                    "Backup %s could not be loaded for a trial. The database said: %s"
                            .formatted(name, e.getMessage()),
                    e);
        } catch (IOException e) {
            throw new MigrationException(
                    "Backup %s could not be loaded for a trial, reading %s: %s"
                            .formatted(name, catalog.store().title(), e.getMessage()),
                    e);
        }
    }

    private static TrialSchema ready(TrialSchema made) throws SQLException {
        try {
            made.quieten();
            made.grant();
            return made;
        } catch (SQLException | RuntimeException e) {
            try (made) {
                throw e;
            }
        }
    }

    /** Of which backup it is. */
    public Manifest backup() {
        return backup;
    }

    /** The account of the servers. */
    public DatabaseLogin account() {
        return new DatabaseLogin(scratch.login().url(), account(scratch.name()), password);
    }

    /** Applies the expand steps that are new in this build, and returns their stamps. */
    public List<String> expand() {
        List<String> applied = migrator().migrate();
        expanded += applied.size();
        grant();
        return applied;
    }

    /** Takes back what was expanded, whatever rows are lost, and returns the stamps. */
    public List<String> undo() {
        List<String> undone = new ArrayList<>();
        for (; expanded > 0; expanded--) {
            migrator().undoLast(DataLoss.ACCEPTED).map(UndoPlan::stamp).ifPresent(undone::add);
        }
        grant();
        return undone;
    }

    /** A signal may close it beside whoever uses it. */
    @Override
    public synchronized void close() throws SQLException {
        if (isClosed) {
            return;
        }
        isClosed = true;
        try (scratch) {
            accounts().remove(account(scratch.name()));
        }
    }

    private Migrator migrator() {
        return new Migrator(scratch.login().dataSource());
    }

    private Accounts accounts() {
        return new Accounts(server.on("").dataSource());
    }

    private void grant() {
        accounts().grant(scratch.name(), account(scratch.name()), password, CONNECTIONS);
    }

    private void quieten() throws SQLException {
        try (Connection connection = scratch.login().connect()) {
            List<String> tables =
                    Sql.strings(
                            connection,
                            "SELECT table_name FROM information_schema.tables"
                                    + " WHERE table_schema = database()");
            if (tables.contains("core_signing_key")) {
                Sql.execute(connection, "DELETE FROM core_signing_key");
            }
            if (tables.contains("core_active_version")) {
                Sql.update(
                        connection,
                        "REPLACE INTO core_active_version (id, version, since)"
                                + " VALUES (1, ?, utc_timestamp(6))",
                        NOBODY);
            }
            if (tables.contains("core_process")) {
                Sql.execute(connection, "DELETE FROM core_process");
                Sql.update(
                        connection,
                        "INSERT INTO core_process (id, version, started_at, seen_at) VALUES"
                            + " (repeat('t', 16), ?, utc_timestamp(6), utc_timestamp(6) + INTERVAL"
                            + " 7 DAY)",
                        NOBODY);
            }
        }
    }

    private static void removeAbandoned(DatabaseLogin server, String schema) throws SQLException {
        try (Connection connection = server.on("").connect()) {
            for (String left : ScratchSchema.abandoned(connection, schema, ScratchSchema.TRIAL)) {
                new Accounts(server.on("").dataSource()).remove(account(left));
                ScratchSchema.drop(connection, left);
            }
        }
    }

    /** A schema's by its name alone, so that who finds one left behind knows the other. */
    private static String account(String schema) {
        return ACCOUNT + schema.substring(schema.lastIndexOf('_') + 1);
    }
}

package erp.migrations.rehearsal;

import erp.migrations.schema.Migration;
import erp.migrations.schema.MigrationStatus;
import erp.migrations.schema.Migrations;
import erp.migrations.schema.Migrator;
import erp.migrations.schema.RehearsedStep;
import erp.migrations.sql.DatabaseLogin;
import erp.migrations.sql.MigrationException;
import erp.migrations.sql.Sql;
import erp.migrations.sql.SqlScript;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs each pending migration on a copy of the schema with many rows, while a reader and a writer
 * go on beside it, and keeps how long it took and how long they waited.
 *
 * @param login an account that may create the schema of the copy
 */
public record Rehearsal(DatabaseLogin login, Migrations migrations) {
    public static final int DEFAULT_ROWS = 1_000_000;
    public static final int MAX_ROWS = 20_000_000;

    /** What a statement changes or removes: its first table, and an index's. */
    private static final Pattern TOUCHED =
            Pattern.compile(
                    "(?i)\\b(?:alter\\s+table|update|insert\\s+(?:ignore\\s+)?into|replace\\s+into|delete\\s+from"
                        + "|truncate\\s+table|drop\\s+table(?:\\s+if\\s+exists)?|join|from|on)\\s+`?(\\w+)");

    /** Tells each figure as it is found; returns all of them. */
    public List<RehearsedStep> run(int rows, Consumer<RehearsedStep> told) throws SQLException {
        if (rows < 1 || rows > MAX_ROWS) {
            throw new MigrationException(
                    "rows must be from 1 to %d, not %d".formatted(MAX_ROWS, rows));
        }
        List<Migration> pending = pending();
        List<RehearsedStep> figures = new ArrayList<>();
        if (pending.isEmpty()) {
            return figures;
        }
        try (Connection real = login.connect();
                RehearsalSchema scratch = RehearsalSchema.create(real);
                Connection connection = scratch.login(login).connect()) {
            for (Migration migration : pending) {
                RehearsedStep step = rehearse(migration, rows, scratch, connection);
                step.save(real);
                told.accept(step);
                figures.add(step);
            }
        }
        return figures;
    }

    private List<Migration> pending() {
        Set<String> stamps = new TreeSet<>();
        for (MigrationStatus status : new Migrator(login.dataSource(), migrations).status()) {
            switch (status.state()) {
                case PENDING -> stamps.add(status.stamp());
                case RUNNING, INTERRUPTED, FAILED ->
                        throw new MigrationException(
                                "Migration %s is %s: rehearse when it is finished or undone."
                                        .formatted(status.stamp(), status.state()));
                case APPLIED, CHANGED, UNKNOWN -> {}
            }
        }
        return migrations.all().stream().filter(it -> stamps.contains(it.stamp())).toList();
    }

    private RehearsedStep rehearse(
            Migration migration, int rows, RehearsalSchema scratch, Connection connection)
            throws SQLException {
        String largest = "";
        long most = 0;
        for (String table : touched(connection, migration)) {
            scratch.copyRows(table, rows);
            long made = new RowMultiplier(connection, table).to(rows);
            if (largest.isEmpty() || made > most) {
                largest = table;
                most = made;
            }
        }
        Sql.execute(connection, "SET SESSION foreign_key_checks = 1");
        if (largest.isEmpty()) {
            Duration took = time(connection, migration);
            return new RehearsedStep(migration.stamp(), "", 0, took, Duration.ZERO, Duration.ZERO);
        }
        DatabaseLogin beside = scratch.login(login);
        String key = anyColumn(connection, largest);
        try (var reader =
                        new Bystander(
                                beside, "SELECT `%s` FROM `%s` LIMIT 1".formatted(key, largest));
                var writer =
                        new Bystander(
                                beside,
                                "UPDATE `%1$s` SET `%2$s` = `%2$s` LIMIT 1"
                                        .formatted(largest, key))) {
            Duration took = time(connection, migration);
            return new RehearsedStep(
                    migration.stamp(), largest, most, took, reader.longest(), writer.longest());
        }
    }

    private static Duration time(Connection connection, Migration migration) throws SQLException {
        List<String> statements = SqlScript.statements(migration.sql());
        long start = System.nanoTime();
        try {
            Sql.transaction(
                    connection,
                    () -> {
                        for (String statement : statements) {
                            Sql.execute(connection, statement);
                        }
                    });
        } catch (SQLException e) {
            throw new MigrationException(
                    "Migration %s %s fails in its rehearsal: %s"
                            .formatted(migration.stamp(), migration.name(), e.getMessage()),
                    e);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Tables that it names and that exist before it. */
    private static Set<String> touched(Connection connection, Migration migration)
            throws SQLException {
        Set<String> named = new TreeSet<>();
        for (String statement : SqlScript.statements(migration.sql())) {
            Matcher matcher = TOUCHED.matcher(SqlScript.withoutComments(statement));
            while (matcher.find()) {
                named.add(matcher.group(1));
            }
        }
        named.retainAll(
                Sql.strings(
                        connection,
                        "SELECT table_name FROM information_schema.tables WHERE table_schema ="
                                + " database()"));
        return named;
    }

    /** The first of the primary key, which stays longest. */
    private static String anyColumn(Connection connection, String table) throws SQLException {
        return Sql.strings(
                        connection,
                        "SELECT column_name FROM information_schema.columns WHERE table_schema ="
                                + " database() AND table_name = ? ORDER BY column_key = 'PRI' DESC,"
                                + " ordinal_position LIMIT 1",
                        table)
                .getFirst();
    }
}

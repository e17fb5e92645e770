package erp.migrations.schema;

import erp.migrations.sql.SchemaTables;
import erp.migrations.sql.Sql;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Flyway's table of what was applied. */
record History(List<Entry> entries) {
    /** One migration that ran; rank counts up in the order of running. */
    record Entry(
            int rank, String version, String description, boolean success, Instant installedOn) {}

    static History read(Connection connection) throws SQLException {
        if (!exists(connection, SchemaTables.HISTORY)) {
            return new History(List.of());
        }
        return new History(
                Sql.query(
                        connection,
                        row ->
                                new Entry(
                                        row.getInt(1),
                                        row.getString(2),
                                        row.getString(3),
                                        row.getBoolean(4),
                                        row.getObject(5, LocalDateTime.class)
                                                .toInstant(ZoneOffset.UTC)),
                        // The column holds the server's local time; the difference to UTC makes it
                        // an instant.
                        """
                        SELECT installed_rank, version, description, success,
                               installed_on + INTERVAL timestampdiff(SECOND, now(), utc_timestamp()) SECOND
                        FROM flyway_schema_history WHERE version IS NOT NULL ORDER BY installed_rank\
                        """));
    }

    static boolean exists(Connection connection, String table) throws SQLException {
        return Sql.number(
                        connection,
                        "SELECT count(*) FROM information_schema.tables"
                                + " WHERE table_schema = database() AND table_name = ?",
                        table)
                > 0;
    }

    Optional<Entry> find(String version) {
        return entries.stream().filter(it -> it.version().equals(version)).findFirst();
    }

    boolean isApplied(String version) {
        return find(version).map(Entry::success).orElse(false);
    }

    Optional<Entry> last() {
        return entries.isEmpty() ? Optional.empty() : Optional.of(entries.getLast());
    }

    Optional<Entry> failed() {
        return entries.stream().filter(it -> !it.success()).findFirst();
    }

    /** Writes what Flyway would have written had it not been interrupted. */
    static void insert(Connection connection, Migration migration, @Nullable Integer checksum)
            throws SQLException {
        delete(connection, migration.version());
        Sql.update(
                connection,
                """
                INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, checksum,
                                                   installed_by, execution_time, success)
                SELECT coalesce(max(installed_rank), 0) + 1, ?, ?, 'SQL', ?, ?,
                  substring_index(current_user(), '@', 1), 0, 1
                FROM flyway_schema_history\
                """,
                migration.version(),
                migration.description(),
                migration.file(),
                checksum);
    }

    static void delete(Connection connection, String version) throws SQLException {
        Sql.update(connection, "DELETE FROM flyway_schema_history WHERE version = ?", version);
    }
}

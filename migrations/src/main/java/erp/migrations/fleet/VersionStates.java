package erp.migrations.fleet;

import erp.migrations.sql.MigrationException;
import erp.migrations.sql.Sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

/**
 * Which versions of the server may run. One that was rolled back is rejected: it does no jobs from
 * its next look on, within ten seconds, and does not start again until it is admitted. A version of
 * which nothing is said is admitted. Writing needs the schema's owner.
 */
public final class VersionStates {
    /** MySQL's and MariaDB's number for a table that does not exist. */
    private static final int NO_SUCH_TABLE = 1146;

    private static final int MAX_VERSION = 60;
    private static final int MAX_WHY = 500;

    private static final String SELECT =
            "SELECT version, state, since, set_by, why FROM core_version_state";
    private static final String SET =
            """
            INSERT INTO core_version_state (version, state, since, set_by, why)
            VALUES (?, ?, utc_timestamp(6), substring_index(current_user(), '@', 1), ?)
            ON DUPLICATE KEY UPDATE state = values(state), since = values(since), set_by = values(set_by),
              why = values(why)\
            """;

    private final DataSource dataSource;

    public VersionStates(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** What was said of a version last. */
    public record Said(String version, boolean rejected, Instant since, String setBy, String why) {}

    /** From now on the version neither starts nor does jobs. */
    public void reject(String version, String why) {
        set(version, "REJECTED", why);
    }

    /** From now on it may again. */
    public void admit(String version, String why) {
        set(version, "ADMITTED", why);
    }

    /** Why the version may not run; empty when it may. */
    public Optional<Said> rejection(String version) {
        return all().stream().filter(it -> it.rejected() && it.version().equals(version)).findAny();
    }

    /** All that was said, by version; nothing in a schema from before the table. */
    public List<Said> all() {
        try (Connection connection = dataSource.getConnection()) {
            return Sql.query(
                    connection,
                    row ->
                            new Said(
                                    row.getString(1),
                                    row.getString(2).equals("REJECTED"),
                                    row.getObject(3, LocalDateTime.class).toInstant(ZoneOffset.UTC),
                                    row.getString(4),
                                    row.getString(5)),
                    SELECT + " ORDER BY version");
        } catch (SQLException e) {
            if (e.getErrorCode() == NO_SUCH_TABLE) {
                return List.of();
            }
            throw new MigrationException(
                    "Which versions may run cannot be read: " + e.getMessage(), e);
        }
    }

    private void set(String version, String state, String why) {
        check("version", version, MAX_VERSION);
        check("why", why, MAX_WHY);
        try (Connection connection = dataSource.getConnection()) {
            Sql.update(connection, SET, version, state, why);
        } catch (SQLException e) {
            throw new MigrationException(
                    e.getErrorCode() == NO_SUCH_TABLE
                            ? "The schema does not keep yet which versions may run: run ./erp db"
                                    + " migrate."
                            : "The state of version %s cannot be kept: %s"
                                    .formatted(version, e.getMessage()),
                    e);
        }
    }

    private static void check(String field, String text, int max) {
        if (text.isBlank() || text.length() > max) {
            throw new MigrationException(
                    "%s must have 1 to %d characters that are not all blanks"
                            .formatted(field, max));
        }
    }
}

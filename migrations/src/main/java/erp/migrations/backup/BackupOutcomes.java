package erp.migrations.backup;

import erp.migrations.backup.archive.Manifest;
import erp.migrations.sql.Sql;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

import javax.sql.DataSource;

/**
 * Tells the ERP how backups went, so that its servers can show how old the newest is. A backup is
 * as good when nobody can be told: why not is an answer, not a failure.
 */
public final class BackupOutcomes {
    private static final int LONGEST_WHY = 500;

    // An older backup that is proven later does not make the newest one older.
    private static final String NOTE =
            """
            INSERT INTO core_backup (what, noted_at, taken_at, name, why)
            VALUES (?, utc_timestamp(6), ?, ?, ?)
            ON DUPLICATE KEY UPDATE noted_at = values(noted_at),
              name = if(coalesce(taken_at <= values(taken_at), true), values(name), name),
              taken_at = greatest(coalesce(taken_at, values(taken_at)), values(taken_at)),
              why = values(why)\
            """;

    private final DataSource dataSource;

    public BackupOutcomes(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    public Optional<String> made(Manifest backup) {
        return note("MADE", backup.takenAt(), backup.name(), "");
    }

    public Optional<String> verified(Manifest backup) {
        return note("VERIFIED", backup.takenAt(), backup.name(), "");
    }

    public Optional<String> failed(String why) {
        return note("FAILED", null, "", why.substring(0, Math.min(why.length(), LONGEST_WHY)));
    }

    private Optional<String> note(String what, @Nullable Instant taken, String name, String why) {
        LocalDateTime at = taken == null ? null : LocalDateTime.ofInstant(taken, ZoneOffset.UTC);
        try (Connection connection = dataSource.getConnection()) {
            Sql.update(connection, NOTE, what, at, name, why);
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of("The ERP could not be told of it: " + e.getMessage());
        }
    }
}

package erp.migrations;

import erp.migrations.fleet.LiveServer;
import erp.migrations.fleet.VersionStates;
import erp.migrations.sql.MigrationException;
import erp.migrations.sql.Sql;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

/**
 * The one version of the server that does jobs. Servers find it by themselves; whoever releases
 * knows better, and names it. Those that run obey at their next look, within ten seconds.
 */
public final class ActiveVersion {
    /** Longer than a server is silent that is alive. */
    public static final int SILENT_SECONDS = LiveServer.SILENT_SECONDS;

    private static final String ALIVE =
            "select count(*) from core_process where version = ? and seen_at > utc_timestamp(6)"
                    + " - interval %d second".formatted(SILENT_SECONDS);
    private static final String NAME =
            """
            insert into core_active_version (id, version, since) values (1, ?, utc_timestamp(6))
            on duplicate key update
              since = if(version = values(version), since, values(since)), version = values(version)\
            """;

    private final DataSource dataSource;

    public ActiveVersion(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * From now on it is this one; naming it again changes nothing. One of which no server runs
     * would be followed by another at once, and is refused, as is one that is rejected: it does no
     * jobs.
     */
    public void name(String version) {
        new VersionStates(dataSource)
                .rejection(version)
                .ifPresent(
                        it -> {
                            throw new MigrationException(
                                    ("Version %s is rejected (%s), so it does no jobs: admit it"
                                                    + " first, `./erp db admit %s --why TEXT`.")
                                            .formatted(version, it.why(), version));
                        });
        try (Connection connection = dataSource.getConnection()) {
            if (Sql.number(connection, ALIVE, version) == 0) {
                throw new MigrationException(
                        "No server of version %s has reported for %d s, so it cannot do jobs."
                                .formatted(version, SILENT_SECONDS));
            }
            Sql.update(connection, NAME, version);
        } catch (SQLException e) {
            throw new MigrationException(
                    "Version %s cannot be named: %s".formatted(version, e.getMessage()), e);
        }
    }
}

package canary.report;

import canary.plan.Plan;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * What a version wrote into the books: its blast radius.
 *
 * @param documents distinct documents it created or changed; null when not counted
 * @param changes rows of history it left; null when not counted
 * @param why what stands in the way of counting; empty when nothing
 */
public record BlastRadius(@Nullable Long documents, @Nullable Long changes, String why) {

    private static final String COUNT =
            """
            SELECT COUNT(DISTINCT entity_type, entity_id), COUNT(*)
            FROM core_history
            WHERE app_version = ? AND at >= ?
            """;
    private static final int SECONDS = 10;

    /** Counts what a version wrote since a moment. */
    public static BlastRadius count(
            Plan.@Nullable Database database, String version, Instant since) {
        if (database == null) {
            return new BlastRadius(null, null, "the plan names no database");
        }
        try (Connection connection = database.login().connect();
                PreparedStatement count = connection.prepareStatement(COUNT)) {
            count.setQueryTimeout(SECONDS);
            count.setString(1, version);
            count.setObject(2, LocalDateTime.ofInstant(since, ZoneOffset.UTC));
            try (ResultSet row = count.executeQuery()) {
                row.next();
                return new BlastRadius(row.getLong(1), row.getLong(2), "");
            }
        } catch (SQLException e) {
            return new BlastRadius(null, null, "the database does not answer: " + e.getMessage());
        }
    }
}

package erp.core.jobs;

import erp.core.sql.Sql;
import erp.core.tx.Tx;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Who does a job, until when it is theirs, and how it went last. */
final class Leases {
    private static final int LONGEST_FAILURE = 500;

    /** Longer than a holder that is alive takes to extend it. */
    private static final String UNTIL = "utc_timestamp(6) + interval 60 second";

    private static final String ADD =
            """
            insert into core_job (name, next_at)
            values (?, utc_timestamp(6) + interval ? second) on duplicate key update name = name\
            """;
    private static final String TAKE =
            """
            update core_job set holder = ?, holder_version = ?, begun_at = utc_timestamp(6),
              leased_until = %s
            where name = ? and next_at <= utc_timestamp(6)
              and (leased_until is null or leased_until < utc_timestamp(6))\
            """
                    .formatted(UNTIL);
    private static final String EXTEND =
            "update core_job set leased_until = %s where name = ? and holder = ?".formatted(UNTIL);
    private static final String SUCCEEDED =
            """
            update core_job set holder = null, leased_until = null, failed_at = null, failure = null,
              succeeded_at = utc_timestamp(6), next_at = utc_timestamp(6) + interval ? second
            where name = ? and holder = ?\
            """;
    private static final String FAILED =
            """
            update core_job set holder = null, leased_until = null, failed_at = utc_timestamp(6),
              failure = ?, next_at = utc_timestamp(6) + interval ? second
            where name = ? and holder = ?\
            """;
    private static final String STANDING =
            """
            select name, failure, timestampdiff(second, next_at, utc_timestamp(6)),
              leased_until > utc_timestamp(6), timestampdiff(second, succeeded_at, utc_timestamp(6))
            from core_job\
            """;

    private final Fleet fleet;

    /**
     * How a job stands.
     *
     * @param lateSeconds since it was due; below zero where it is not yet
     * @param isRunning whether somebody has it now
     * @param secondsSinceSuccess absent where it never succeeded
     */
    record Standing(
            String name,
            @Nullable String failure,
            long lateSeconds,
            boolean isRunning,
            @Nullable Long secondsSinceSuccess) {
        /** Whether it looks due and nobody's; to take it tells for sure. */
        boolean isFree() {
            return lateSeconds >= 0 && !isRunning;
        }

        private static Standing read(ResultSet row) throws SQLException {
            long since = row.getLong(5);
            Long sinceSuccess = row.wasNull() ? null : since;
            return new Standing(
                    row.getString(1),
                    row.getString(2),
                    row.getLong(3),
                    row.getBoolean(4),
                    sinceSuccess);
        }
    }

    Leases(Fleet fleet) {
        this.fleet = fleet;
    }

    /** Makes it known, first due after its period: a fleet that starts has other things to do. */
    int add(Tx tx, Job job) {
        return Sql.update(tx.session(), ADD, List.of(job.name(), job.every().toSeconds()));
    }

    /** Whether it is due and now ours. */
    boolean take(Tx tx, Job job) {
        return Sql.update(tx.session(), TAKE, List.of(fleet.process(), fleet.version(), job.name()))
                == 1;
    }

    /** Whether it is still ours. */
    boolean extend(Tx tx, Job job) {
        return Sql.update(tx.session(), EXTEND, List.of(job.name(), fleet.process())) == 1;
    }

    /** Keeps that it is done; false where it is not ours any more. */
    boolean succeeded(Tx tx, Job job) {
        List<Object> parameters = List.of(job.every().toSeconds(), job.name(), fleet.process());
        return Sql.update(tx.session(), SUCCEEDED, parameters) == 1;
    }

    /** Keeps why it is not done; false where it is not ours any more. */
    boolean failed(Tx tx, Job job, String why) {
        List<Object> parameters =
                List.of(
                        Sql.cut(why, LONGEST_FAILURE),
                        job.afterFailure().toSeconds(),
                        job.name(),
                        fleet.process());
        return Sql.update(tx.session(), FAILED, parameters) == 1;
    }

    /** Of all jobs that any version knows. */
    List<Standing> standings(Tx tx) {
        return Sql.query(tx.session(), STANDING, List.of(), Standing::read);
    }
}

package erp.core.checks;

import erp.core.Caller;
import erp.core.sql.Sql;
import erp.core.tx.Db;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** How the last backups went, as those who make them say it; for all processes to tell. */
public final class Backups {
    private static final Caller CALLER = Caller.system("backups");

    private static final String OUTCOMES =
            """
            select what,
              greatest(0, timestampdiff(second, coalesce(taken_at, noted_at), utc_timestamp(6))),
              noted_at = (select max(noted_at) from core_backup)
            from core_backup\
            """;

    private static final String FAILED = "FAILED";

    private final Db db;
    private final Observer observer;

    /** Told of backups, for metrics. */
    public interface Observer {
        Observer NONE =
                new Observer() {
                    @Override
                    public void backup(String what, long ageSeconds) {}

                    @Override
                    public void backupFailed(boolean is) {}
                };

        /**
         * @param what made or verified
         * @param ageSeconds since the data were as they are in it
         */
        void backup(String what, long ageSeconds);

        /** Whether the last that was begun failed, or could not be proven. */
        void backupFailed(boolean is);
    }

    private record Outcome(String what, long ageSeconds, boolean isNewest) {
        private static Outcome read(ResultSet row) throws SQLException {
            return new Outcome(row.getString(1), row.getLong(2), row.getBoolean(3));
        }
    }

    public Backups(Db db, Observer observer) {
        this.db = db;
        this.observer = observer;
    }

    /**
     * Sees how the last went; where none was ever made nothing is told, not even that none failed.
     */
    public void look() {
        List<Outcome> outcomes =
                db.read(CALLER, tx -> Sql.query(tx.session(), OUTCOMES, List.of(), Outcome::read));
        if (outcomes.isEmpty()) {
            return;
        }
        for (Outcome it : outcomes) {
            if (!it.what().equals(FAILED)) {
                observer.backup(it.what().toLowerCase(Locale.ROOT), it.ageSeconds());
            }
        }
        observer.backupFailed(
                outcomes.stream().anyMatch(it -> it.isNewest() && it.what().equals(FAILED)));
    }
}

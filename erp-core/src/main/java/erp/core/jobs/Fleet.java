package erp.core.jobs;

import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.migrations.ActiveVersion;

import java.util.List;
import java.util.UUID;

/**
 * The processes on this database, of all versions, and the one version among them that works by
 * itself: that which has done so, as long as a process of it is alive, or which a release has named
 * since ({@link ActiveVersion}). A version that comes beside it in a release does nothing by
 * itself, and takes over when the other is gone. All times are the database's, so clocks that
 * differ do no harm.
 */
final class Fleet {
    static final int SILENT_SECONDS = ActiveVersion.SILENT_SECONDS;

    private static final String SEEN =
            """
            insert into core_process (id, version, started_at, seen_at)
            values (?, ?, utc_timestamp(6), utc_timestamp(6))
            on duplicate key update seen_at = utc_timestamp(6)\
            """;
    private static final String FORGET =
            "delete from core_process where seen_at < utc_timestamp(6) - interval 1 day";

    /**
     * Nobody works yet. Beside other versions, which may be older than this table, only after a
     * day: none of them lives longer beside a new one in a release.
     */
    private static final String BEGIN =
            """
            insert ignore into core_active_version (id, version, since)
            select 1, s.version, utc_timestamp(6) from core_started_version s
            where s.version = ? and not exists (select 1 from core_active_version)
              and (s.first_at < utc_timestamp(6) - interval 1 day
                or not exists (select 1 from core_started_version o where o.version <> s.version))\
            """;

    private static final String TAKE_OVER =
            """
            update core_active_version set version = ?, since = utc_timestamp(6)
            where version <> ? and not exists (
              select 1 from core_process p where p.version = core_active_version.version
                and p.seen_at > utc_timestamp(6) - interval %d second)\
            """
                    .formatted(SILENT_SECONDS);

    private final UUID process;
    private final String version;

    Fleet(UUID process, String version) {
        this.process = process;
        this.version = version;
    }

    UUID process() {
        return process;
    }

    String version() {
        return version;
    }

    /** Says that this process is alive. */
    void report(Tx tx) {
        Sql.update(tx.session(), SEEN, List.of(process, version));
        Sql.update(tx.session(), FORGET, List.of());
    }

    /** Says that it is not any more. */
    void leave(Tx tx) {
        Sql.update(tx.session(), "delete from core_process where id = ?", List.of(process));
    }

    /** Whether this version works by itself; takes over where the one that did is gone. */
    boolean isActive(Tx tx) {
        List<String> active =
                Sql.query(
                        tx.session(),
                        "select version from core_active_version",
                        List.of(),
                        row -> row.getString(1));
        if (active.isEmpty()) {
            return Sql.update(tx.session(), BEGIN, List.of(version)) == 1;
        }
        return active.contains(version)
                || Sql.update(tx.session(), TAKE_OVER, List.of(version, version)) == 1;
    }
}

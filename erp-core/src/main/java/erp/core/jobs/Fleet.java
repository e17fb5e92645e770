package erp.core.jobs;

import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.migrations.ActiveVersion;
import erp.migrations.fleet.LiveServer;
import erp.migrations.fleet.VersionStates;
import erp.migrations.schema.Migrations;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.UUID;

/**
 * The processes on this database, of all versions, and the one version among them that works by
 * itself: that which has done so, as long as a process of it is alive, or which a release has named
 * since ({@link ActiveVersion}). A version that comes beside it in a release does nothing by
 * itself, and takes over when the other is gone or was rejected ({@link VersionStates}). All times
 * are the database's, so clocks that differ do no harm.
 */
final class Fleet {
    static final int SILENT_SECONDS = ActiveVersion.SILENT_SECONDS;

    private static final int MAX_HOST = 100;

    private static final String SEEN =
            """
            insert into core_process (id, version, started_at, seen_at, host, schema_stamp, contracts)
            values (?, ?, utc_timestamp(6), utc_timestamp(6), ?, ?, ?)
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
            where version <> ? and (
              not exists (
                select 1 from core_process p where p.version = core_active_version.version
                  and p.seen_at > utc_timestamp(6) - interval %d second)
              or exists (
                select 1 from core_version_state s where s.version = core_active_version.version
                  and s.state = 'REJECTED'))\
            """
                    .formatted(SILENT_SECONDS);

    private static final String REJECTED =
            "select 1 from core_version_state where version = ? and state = 'REJECTED'";

    private final UUID process;
    private final String version;
    private final String host;
    private final String schemaStamp;
    private final String contracts;

    /** A process that knows the migrations of this build. */
    Fleet(UUID process, String version) {
        Migrations known = Migrations.ofBuild();
        this.process = process;
        this.version = version;
        this.host = host();
        this.schemaStamp = known.newestStamp();
        this.contracts = LiveServer.join(known.contractStamps());
    }

    UUID process() {
        return process;
    }

    String version() {
        return version;
    }

    /** Says that this process is alive. */
    void report(Tx tx) {
        Sql.update(tx.session(), SEEN, List.of(process, version, host, schemaStamp, contracts));
        Sql.update(tx.session(), FORGET, List.of());
    }

    /** Says that it is not any more. */
    void leave(Tx tx) {
        Sql.update(tx.session(), "delete from core_process where id = ?", List.of(process));
    }

    /**
     * Whether this version works by itself; takes over where the one that did is gone or rejected.
     * One that is rejected itself never does.
     */
    boolean isActive(Tx tx) {
        if (!Sql.query(tx.session(), REJECTED, List.of(version), row -> row.getInt(1)).isEmpty()) {
            return false;
        }
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

    /** For people who look for the process; in a cluster the pod's name. */
    private static String host() {
        try {
            String name = InetAddress.getLocalHost().getHostName();
            return name.substring(0, Math.min(name.length(), MAX_HOST));
        } catch (UnknownHostException e) {
            return "";
        }
    }
}

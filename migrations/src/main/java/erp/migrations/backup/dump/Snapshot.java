package erp.migrations.backup.dump;

import erp.migrations.backup.archive.Manifest.BinaryLog;
import erp.migrations.sql.Sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One moment of the database, which the connection sees until its transaction ends.
 *
 * @param takenAt by the server's clock, just before
 */
public record Snapshot(Instant takenAt, BinaryLog binaryLog) {
    /** Where the first event of a file is, after four bytes that say what it is. */
    private static final long FILE_BEGIN = 4;

    private static final String START = "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY";

    public static Snapshot start(Connection connection) throws SQLException {
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        return Sessions.isMariaDb(connection) ? mariaDb(connection) : mySql(connection);
    }

    /**
     * In a snapshot information_schema tells old names, too: it has to end before they are asked.
     */
    public static void end(Connection connection) throws SQLException {
        Sql.execute(connection, "ROLLBACK");
    }

    /** Before a table is read, so that {@link #release} can give back its lock. */
    public static void savepoint(Connection connection) throws SQLException {
        Sql.execute(connection, "SAVEPOINT between_tables");
    }

    /** Lets others change the definition of the table that was read last. */
    public static void release(Connection connection) throws SQLException {
        Sql.execute(connection, "ROLLBACK TO SAVEPOINT between_tables");
    }

    /**
     * A transaction is in the log before it can be seen, so the position of a moment says nothing
     * of a snapshot. A new file of the log is begun when all of the old ones can be seen.
     */
    private static Snapshot mySql(Connection connection) throws SQLException {
        BinaryLog log = newFile(connection);
        Instant now = now(connection);
        Sql.execute(connection, START);
        return new Snapshot(now, log);
    }

    private static BinaryLog newFile(Connection connection) {
        try {
            Sql.execute(connection, "FLUSH BINARY LOGS");
            String origin = Sql.strings(connection, "SELECT @@server_uuid").getFirst();
            return Sql.query(
                            connection,
                            row ->
                                    new BinaryLog(
                                            row.getString(1),
                                            FILE_BEGIN,
                                            row.getString(5),
                                            origin,
                                            false,
                                            "the snapshot lies at this position or a few"
                                                    + " transactions after it"),
                            "SHOW BINARY LOG STATUS")
                    .stream()
                    .findFirst()
                    .orElseGet(() -> BinaryLog.absent("the server writes no binary log"));
        } catch (SQLException e) {
            return BinaryLog.absent(
                    "its position is not known: the account needs RELOAD and REPLICATION CLIENT: "
                            + e.getMessage());
        }
    }

    /** MariaDB tells the position that belongs to the snapshot. */
    private static Snapshot mariaDb(Connection connection) throws SQLException {
        Instant now = now(connection);
        Sql.execute(connection, START);
        Map<String, String> status = new HashMap<>();
        Sql.query(
                connection,
                row -> status.put(row.getString(1).toLowerCase(Locale.ROOT), row.getString(2)),
                "SHOW STATUS LIKE 'binlog_snapshot_%'");
        String file = status.getOrDefault("binlog_snapshot_file", "");
        if (file.isEmpty()) {
            return new Snapshot(now, BinaryLog.absent("the server writes no binary log"));
        }
        long position = Long.parseLong(status.getOrDefault("binlog_snapshot_position", "0"));
        List<String> gtid = Sql.strings(connection, "SELECT binlog_gtid_pos(?, ?)", file, position);
        return new Snapshot(now, new BinaryLog(file, position, gtid.getFirst(), null, true, null));
    }

    private static Instant now(Connection connection) throws SQLException {
        return Sql.query(
                        connection,
                        row -> row.getObject(1, LocalDateTime.class).toInstant(ZoneOffset.UTC),
                        "SELECT utc_timestamp(3)")
                .getFirst();
    }
}

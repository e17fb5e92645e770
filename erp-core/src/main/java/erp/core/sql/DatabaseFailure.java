package erp.core.sql;

import erp.core.CoreError;
import erp.core.ErpException;

import org.hibernate.StaleStateException;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What a failure of the database means for the caller, by the numbers MySQL and MariaDB share. */
public enum DatabaseFailure {
    /** Deadlock, or a row that changed under us: soon over. */
    CONFLICT(5),
    /** A lock was waited for in vain, seconds long: once more is enough. */
    LOCK_TIMEOUT(2),
    DUPLICATE(1),
    /** A text too long or number too large for its column: input that no rule refused earlier. */
    TOO_LARGE(1),
    /** All connections are in use; the database has not even been asked. */
    QUEUE(1),
    /** The database answers and is short of something that it gives back soon. */
    OVERLOADED(1),
    AWAY(1),
    /** No room on its disk, or in one of its tables. */
    FULL(1),
    READ_ONLY(1),
    OTHER(1);

    /** What has to be mended by somebody: it is not over within the next second. */
    private static final Duration LASTING = Duration.ofSeconds(30);

    /** The database's own word that it did not commit. */
    private static final Set<DatabaseFailure> REFUSALS =
            Set.of(CONFLICT, LOCK_TIMEOUT, DUPLICATE, TOO_LARGE, READ_ONLY);

    /** ENOSPC, EFBIG, EDQUOT and the engines' own number for a full file. */
    private static final Pattern NO_SPACE =
            Pattern.compile("(?:error|errno):? (?:28|27|122|135)\\b|No space left|Disk is full");

    private final int attempts;

    DatabaseFailure(int attempts) {
        this.attempts = attempts;
    }

    /** How often the work may be run in all. */
    public int attempts() {
        return attempts;
    }

    /** Whether a commit that ended so has surely written nothing. */
    public boolean isRefusal() {
        return REFUSALS.contains(this);
    }

    /** Whether no write will succeed before somebody or something mends the database. */
    public boolean stopsWriting() {
        return this == FULL || this == READ_ONLY;
    }

    public static DatabaseFailure of(Throwable e) {
        boolean ofSql = false;
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ErpException) {
                return OTHER;
            }
            ofSql |= cause instanceof SQLException;
            DatabaseFailure trouble = cause instanceof SQLException sql ? ofSql(sql) : OTHER;
            if (cause instanceof StaleStateException) {
                trouble = CONFLICT;
            }
            if (trouble != OTHER) {
                return trouble;
            }
        }
        return ofSql && isAwaySince(e) ? AWAY : OTHER;
    }

    /**
     * Where a connection breaks between two statements, a driver may only say that the statement is
     * closed; that the connection is gone shows when it is to be rolled back.
     */
    private static boolean isAwaySince(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            for (Throwable suppressed : cause.getSuppressed()) {
                if (of(suppressed) == AWAY) {
                    return true;
                }
            }
        }
        return false;
    }

    private static DatabaseFailure ofSql(SQLException e) {
        if (e instanceof PoolBusyException) {
            return QUEUE;
        }
        return switch (e.getErrorCode()) {
            // deadlock, changed meanwhile, rolled back by a group's certification
            case 1213, 1020, 3101 -> CONFLICT;
            case 1205, 3572 -> LOCK_TIMEOUT;
            case 1062, 1586 -> DUPLICATE;
            case 1264, 1406 -> TOO_LARGE;
            // no memory, too many locks or transactions, the statement was ended by somebody
            case 1037, 1038, 1041, 1206, 1317, 1637, 1969, 3024 -> OVERLOADED;
            // the disk, a table
            case 1021, 1114 -> FULL;
            // a file or a temporary one, the engine, the commit: they name the system's own error
            case 3, 20, 1026, 1030, 1180, 1296 -> isFull(e) ? FULL : OTHER;
            // an option forbids it; the server, its engine or the table is read-only
            case 1290, 1836, 1874, 1036 -> READ_ONLY;
            // the server stops, has too many connections or ended ours
            case 1040, 1053, 1077, 1079, 1152, 1158, 1159, 1160, 1161, 1184, 1203, 1226 -> AWAY;
            case 1927, 3168, 3169, 4031 -> AWAY;
            default -> ofState(e);
        };
    }

    private static boolean isFull(SQLException e) {
        return e.getMessage() != null && NO_SPACE.matcher(e.getMessage()).find();
    }

    private static DatabaseFailure ofState(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return e instanceof SQLTransientConnectionException
                        || e instanceof SQLNonTransientConnectionException
                        || state.startsWith("08")
                ? AWAY
                : state.equals("40001") ? CONFLICT : OTHER;
    }

    public RuntimeException toException(RuntimeException e) {
        return switch (this) {
            case CONFLICT, LOCK_TIMEOUT ->
                    because(
                            CoreError.BUSY,
                            "the documents are being changed by others, try again",
                            e);
            case DUPLICATE ->
                    because(CoreError.ALREADY_EXISTS, "there is one like this already", e);
            case TOO_LARGE ->
                    because(CoreError.INVALID_REQUEST, "a text or number is too large", e);
            case QUEUE -> PoolBusyException.in(e).toException(e);
            case OVERLOADED ->
                    because(CoreError.BUSY, "the database cannot take more now, try again", e);
            case AWAY -> because(CoreError.DATABASE_UNAVAILABLE, "the database does not answer", e);
            case FULL ->
                    ErpException.later(
                            CoreError.STORAGE_FULL, LASTING, "the database has no room left", e);
            case READ_ONLY ->
                    ErpException.later(
                            CoreError.DATABASE_READ_ONLY,
                            LASTING,
                            "the database takes no writes now",
                            e);
            case OTHER -> e;
        };
    }

    private static ErpException because(CoreError code, String message, RuntimeException e) {
        return new ErpException(code, List.of(), message, e);
    }
}

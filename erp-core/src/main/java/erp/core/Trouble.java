package erp.core;

import org.hibernate.StaleStateException;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.List;

/** What a failure of the database means for the caller, by the numbers MySQL and MariaDB share. */
enum Trouble {
    /** Deadlock, or a row that changed under us: soon over. */
    CONFLICT(5),
    /** A lock was waited for in vain, seconds long: once more is enough. */
    LOCK_TIMEOUT(2),
    DUPLICATE(1),
    /** A text too long or number too large for its column: input that no rule refused earlier. */
    TOO_LARGE(1),
    AWAY(1),
    OTHER(1);

    private final int attempts;

    Trouble(int attempts) {
        this.attempts = attempts;
    }

    /** How often the work may be run in all. */
    int attempts() {
        return attempts;
    }

    static Trouble of(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ErpException) {
                return OTHER;
            }
            Trouble trouble = cause instanceof SQLException sql ? ofSql(sql) : OTHER;
            if (cause instanceof StaleStateException) {
                trouble = CONFLICT;
            }
            if (trouble != OTHER) {
                return trouble;
            }
        }
        return OTHER;
    }

    private static Trouble ofSql(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return switch (e.getErrorCode()) {
            case 1213, 1020 -> CONFLICT;
            case 1205 -> LOCK_TIMEOUT;
            case 1062, 1586 -> DUPLICATE;
            case 1264, 1406 -> TOO_LARGE;
            // the server stops, has too many connections or ended ours
            case 1040, 1053, 1203, 1226, 1927, 3169 -> AWAY;
            default ->
                    e instanceof SQLTransientConnectionException
                                    || e instanceof SQLNonTransientConnectionException
                                    || state.startsWith("08")
                            ? AWAY
                            : state.equals("40001") ? CONFLICT : OTHER;
        };
    }

    RuntimeException toException(RuntimeException e) {
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
            case AWAY -> because(CoreError.DATABASE_UNAVAILABLE, "the database does not answer", e);
            case OTHER -> e;
        };
    }

    private static ErpException because(CoreError code, String message, RuntimeException e) {
        return new ErpException(code, List.of(), message, e);
    }
}

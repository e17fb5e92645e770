package erp.core.sql;

import erp.core.CoreError;
import erp.core.ErpException;

import java.sql.SQLTransientConnectionException;
import java.time.Duration;

/** A connection was waited for in vain: all of them are in use. */
final class PoolBusyException extends SQLTransientConnectionException {
    private final transient Duration wait;

    /**
     * @param wait until those who wait now will have been served
     */
    PoolBusyException(SQLTransientConnectionException cause, Duration wait) {
        super(cause.getMessage(), cause.getSQLState(), cause);
        this.wait = wait;
    }

    /** The one among the causes; it must be there. */
    static PoolBusyException in(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof PoolBusyException busy) {
                return busy;
            }
        }
        throw new IllegalArgumentException("nobody waited for a connection", e);
    }

    ErpException toException(Throwable e) {
        return ErpException.later(
                CoreError.BUSY, wait, "too many requests at once, try again later", e);
    }
}

package erp.core;

import org.slf4j.Logger;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Says a trouble when it begins, then once a minute with how often it came meanwhile, and when it
 * is over: what lasts does not flood the log.
 */
public final class TroubleLog {
    private static final long INTERVAL_NANOS = Duration.ofMinutes(1).toNanos();

    private final Logger log;
    private final LongSupplier nanos;
    private final Map<String, Lasting> troubles = new HashMap<>();

    private static final class Lasting {
        private long said;
        private long unsaid;
    }

    public TroubleLog(Logger log, LongSupplier nanos) {
        this.log = log;
        this.nanos = nanos;
    }

    /**
     * It is there, now or still.
     *
     * @param what one of a few fixed names
     * @param why one line
     */
    public synchronized void seen(String what, String why) {
        long now = nanos.getAsLong();
        Lasting lasting = troubles.get(what);
        if (lasting == null) {
            lasting = new Lasting();
            lasting.said = now;
            troubles.put(what, lasting);
            log.warn("trouble={} why=\"{}\"", what, why);
        } else if (now - lasting.said >= INTERVAL_NANOS) {
            log.warn("trouble={} since_last_line={} why=\"{}\"", what, lasting.unsaid + 1, why);
            lasting.said = now;
            lasting.unsaid = 0;
        } else {
            lasting.unsaid++;
        }
    }

    /** It is not there, if it ever was. */
    public synchronized void over(String what) {
        if (troubles.remove(what) != null) {
            log.info("trouble={} is over", what);
        }
    }
}

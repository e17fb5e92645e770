package canary.demo.fault;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Something that both versions need breaks, some seconds after the canary got its first users, and
 * stays broken: as if the release were to blame.
 */
public final class Incident extends ProxyFault {

    private static final double SHARE = 0.2;
    private static final Duration AFTER = Duration.ofSeconds(5);
    private static final long NOT_YET = Long.MIN_VALUE;

    private final Duration after;
    private final AtomicLong firstTraffic = new AtomicLong(NOT_YET);

    public Incident() {
        this(AFTER);
    }

    public Incident(Duration after) {
        this.after = after;
    }

    @Override
    ProxyAction action(FaultTarget target, String version, ProxiedRequest request) {
        if (firstTraffic.get() == NOT_YET && target.hasTraffic()) {
            firstTraffic.compareAndSet(NOT_YET, System.nanoTime());
        }
        long first = firstTraffic.get();
        boolean isBroken = first != NOT_YET && System.nanoTime() - first > after.toNanos();
        return isBroken && strikes(SHARE) ? new ProxyAction.Fail(500) : new ProxyAction.Pass();
    }
}

package canary.demo.fault;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The canary is slow for its first users and then as quick as stable, as a copy is whose caches
 * fill: the slowness fades evenly.
 */
public final class ColdStart extends ProxyFault {

    private static final double SHARE = 2;
    private static final Duration LEAST = Duration.ofMillis(25);
    private static final long NOT_YET = Long.MIN_VALUE;

    private final Duration length;
    private final LongSupplier nanos;
    private final AtomicLong firstTraffic = new AtomicLong(NOT_YET);

    /**
     * @param length after which it is warm
     */
    public ColdStart(Duration length) {
        this(length, System::nanoTime);
    }

    ColdStart(Duration length, LongSupplier nanos) {
        this.length = length;
        this.nanos = nanos;
    }

    @Override
    ProxyAction action(FaultTarget target, String version, ProxiedRequest request) {
        if (!version.equals(target.canary()) || !target.hasTraffic()) {
            return new ProxyAction.Pass();
        }
        long now = nanos.getAsLong();
        firstTraffic.compareAndSet(NOT_YET, now);
        double cold = 1 - (double) (now - firstTraffic.get()) / length.toNanos();
        return cold > 0
                ? new ProxyAction.Stretch(
                        SHARE * cold, Duration.ofNanos((long) (LEAST.toNanos() * cold)))
                : new ProxyAction.Pass();
    }
}

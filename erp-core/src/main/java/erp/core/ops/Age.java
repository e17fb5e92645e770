package erp.core.ops;

/** Seconds since something, which go on when nobody tells them any more: old never looks fresh. */
final class Age {
    private static final double NANOS = 1e9;

    private volatile long sinceNanos;

    Age(long seconds) {
        told(seconds);
    }

    void told(long seconds) {
        sinceNanos = System.nanoTime() - Math.round(seconds * NANOS);
    }

    double seconds() {
        return (System.nanoTime() - sinceNanos) / NANOS;
    }
}

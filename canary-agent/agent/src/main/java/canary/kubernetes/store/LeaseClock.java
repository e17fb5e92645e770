package canary.kubernetes.store;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** The times that a lease goes by; tests move them by hand. */
interface LeaseClock {

    /** Runs on evenly, whatever is done to the machine's clock. */
    long nanos();

    /** What the machine's clock shows, for people and for who cannot watch. */
    Instant now();

    /** Waits; returns at once when the thread is interrupted, which it stays. */
    void await(Duration pause);

    /** The machine's. */
    LeaseClock SYSTEM =
            new LeaseClock() {
                @Override
                public long nanos() {
                    return System.nanoTime();
                }

                @Override
                public Instant now() {
                    return Instant.now();
                }

                @Override
                public void await(Duration pause) {
                    try {
                        TimeUnit.NANOSECONDS.sleep(pause.toNanos());
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
            };
}

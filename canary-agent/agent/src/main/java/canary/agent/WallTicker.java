package canary.agent;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Real time in whole milliseconds, as people read it in journal and report. The machine's clock
 * says only when it begins; from then on it goes by a clock that nobody sets, or an hour back would
 * make the agent blind and an hour forth would end a stage.
 */
public final class WallTicker implements Ticker {

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Supplier<Instant> wall;
    private final LongSupplier nanos;
    private final Instant wallBegan;
    private final long nanosBegan;
    private volatile Instant began;

    public WallTicker() {
        this(Instant::now, System::nanoTime);
    }

    WallTicker(Supplier<Instant> wall, LongSupplier nanos) {
        this.wall = wall;
        this.nanos = nanos;
        this.wallBegan = wall.get();
        this.nanosBegan = nanos.getAsLong();
        this.began = wallBegan;
    }

    @Override
    public Instant now() {
        return began.plus(passed()).truncatedTo(ChronoUnit.MILLIS);
    }

    private Duration passed() {
        return Duration.ofNanos(nanos.getAsLong() - nanosBegan);
    }

    @Override
    public void startAfter(Instant last) {
        Instant now = now();
        if (!now.isAfter(last)) {
            began = began.plus(Duration.between(now, last)).plusMillis(1);
        }
    }

    @Override
    public Duration clockSetBy() {
        return Duration.between(wallBegan.plus(passed()), wall.get());
    }

    @Override
    public void await(Duration pause) {
        try {
            boolean isStopped = stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
            if (isStopped) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        stopped.countDown();
    }
}

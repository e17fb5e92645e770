package canary.agent;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Real time in whole milliseconds, as people read it in journal and report. */
public final class WallTicker implements Ticker {

    private final CountDownLatch stopped = new CountDownLatch(1);

    @Override
    public Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
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

package canary.demo;

import canary.mesh.Mesh;
import canary.mesh.Split;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A mesh's split as it was seen a moment ago, for who asks at each request. */
final class SeenSplit implements Mesh, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SeenSplit.class);
    private static final long MILLIS_BETWEEN = 200;

    private final Supplier<Split> source;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile Split seen;

    /**
     * @param first until the source has answered
     */
    SeenSplit(Supplier<Split> source, Split first) {
        this.source = source;
        this.seen = first;
        Thread.ofVirtual().name("seen-split").start(this::look);
    }

    private void look() {
        try {
            while (!over.await(MILLIS_BETWEEN, TimeUnit.MILLISECONDS)) {
                try {
                    seen = source.get();
                } catch (RuntimeException e) {
                    LOG.debug("the split is not told: {}", e.getMessage());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Split split() {
        return seen;
    }

    @Override
    public void shift(Split split) {
        throw new UnsupportedOperationException("only looked at");
    }

    @Override
    public void close() {
        over.countDown();
    }
}

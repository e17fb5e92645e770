package erp.core.http.wire;

import erp.core.CoreError;
import erp.core.ErpException;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that large bodies may take together. Without a bound, a few hundred clients that send
 * slowly fill the heap; so whoever comes when it is full is told to come back. Small bodies, as
 * nearly all are, need none of it.
 */
public final class BodyRoom {
    /** What each request may take without asking. */
    public static final int SMALL = 16 * 1024;

    private static final int PART_OF_HEAP = 8;

    private final long capacity;
    private final AtomicLong taken = new AtomicLong();

    BodyRoom(long capacity) {
        this.capacity = capacity;
    }

    public static BodyRoom ofHeap() {
        return new BodyRoom(Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
    }

    /** What one request has of it, until it is closed. */
    public final class Share implements AutoCloseable {
        private long mine;

        /** Throws {@code BUSY} where there is no more. */
        void grow(long bytes) {
            if (taken.addAndGet(bytes) > capacity) {
                taken.addAndGet(-bytes);
                throw new ErpException(
                        CoreError.BUSY, "too many large bodies arrive at once, try again");
            }
            mine += bytes;
        }

        @Override
        public void close() {
            taken.addAndGet(-mine);
            mine = 0;
        }
    }

    public Share share() {
        return new Share();
    }
}

package erp.core;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * UUIDs of version 7 (RFC 9562, 5.7): they sort by time, so that inserts land at the end of an
 * index.
 */
public final class Ids {
    private Ids() {}

    public static UUID next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return of(System.currentTimeMillis(), random.nextLong(), random.nextLong());
    }

    static UUID of(long epochMillis, long randomA, long randomB) {
        long high = (epochMillis << 16) | 0x7000L | (randomA & 0x0FFFL);
        long low = (randomB & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}

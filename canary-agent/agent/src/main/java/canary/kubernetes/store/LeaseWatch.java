package canary.kubernetes.store;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Watches another's record until it shows life, or none for as long as the lease lasts. */
final class LeaseWatch {

    private final KubeObjects<Lease> leases;
    private final String name;
    private final LeaseTiming timing;
    private final LeaseClock clock;
    private @Nullable LeaseRecord watched;
    private long since;

    LeaseWatch(KubeObjects<Lease> leases, String name, LeaseTiming timing, LeaseClock clock) {
        this.leases = leases;
        this.name = name;
        this.timing = timing;
        this.clock = clock;
    }

    /**
     * What came of it.
     *
     * @param lease as it is now; null where there is none
     * @param living who holds it and lives; null where nobody does
     */
    record Seen(@Nullable Lease lease, @Nullable LeaseRecord living) {}

    /** Returns when it is known whether anybody who lives holds it. */
    Seen await() {
        while (true) {
            Lease lease = leases.find(name).orElse(null);
            if (lease == null) {
                return new Seen(null, null);
            }
            LeaseRecord record = LeaseRecord.of(lease);
            if (isFree(record)) {
                return new Seen(lease, null);
            }
            if (!record.equals(watched)) {
                return new Seen(lease, record);
            }
            clock.await(timing.look());
            if (Thread.currentThread().isInterrupted()) {
                throw new UncheckedIOException(new IOException("interrupted"));
            }
        }
    }

    private boolean isFree(LeaseRecord record) {
        if (watched == null) {
            watched = record;
            since = clock.nanos();
        }
        return !record.isHeld()
                || (record.equals(watched) && clock.nanos() - since >= timing.duration().toNanos());
    }
}

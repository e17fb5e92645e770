package canary.kubernetes.store;

import canary.agent.io.EntranceTakenException;
import canary.agent.io.KeptRelease;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets one agent at a time work on an app, whatever the release is called. A holder is taken for
 * dead when its record has not changed for the lease's duration by the looker's own even clock;
 * what machines' clocks show decides nothing. That a renewal fails is no loss: only another's name
 * in the record is one.
 */
final class ReleaseLease implements KeptRelease.Hold {

    private static final Logger LOG = LoggerFactory.getLogger(ReleaseLease.class);

    private final KubeObjects<Lease> leases;
    private final String name;
    private final String release;
    private final String identity;
    private final LeaseTiming timing;
    private final LeaseClock clock;
    private final Runnable onLost;
    private final AtomicBoolean isLost = new AtomicBoolean();
    private final CountDownLatch closed = new CountDownLatch(1);
    private Lease known;

    private ReleaseLease(
            KubeObjects<Lease> leases,
            String release,
            String identity,
            LeaseTiming timing,
            LeaseClock clock,
            Runnable onLost,
            Lease known) {
        this.leases = leases;
        this.name = known.getMetadata().getName();
        this.release = release;
        this.identity = identity;
        this.timing = timing;
        this.clock = clock;
        this.onLost = onLost;
        this.known = known;
    }

    /**
     * Takes the lease of an app. Where somebody holds it this takes as long as it takes to see
     * whether that one lives; throws {@link EntranceTakenException} where it does.
     */
    static ReleaseLease take(
            KubeObjects<Lease> leases,
            String app,
            String release,
            LeaseTiming timing,
            LeaseClock clock,
            Runnable onLost) {
        String name = ReleaseNames.lease(app);
        String identity = newIdentity();
        LeaseWatch watch = new LeaseWatch(leases, name, timing, clock);
        while (true) {
            LeaseWatch.Seen seen = watch.await();
            LeaseRecord living = seen.living();
            if (living != null) {
                throw new EntranceTakenException(sentence(name, living));
            }
            Lease before = seen.lease();
            Lease mine = LeaseRecord.held(before, name, identity, release, timing, clock.now());
            Optional<Lease> taken = before == null ? leases.create(mine) : leases.replace(mine);
            if (taken.isPresent()) {
                LOG.info("event=lease_taken lease={} holder={}", name, identity);
                return new ReleaseLease(
                        leases, release, identity, timing, clock, onLost, taken.get());
            }
        }
    }

    private static String sentence(String name, LeaseRecord living) {
        return ("release %s is under way (agent %s holds Lease %s): two releases would fight over"
                        + " the traffic; wait for its end")
                .formatted(living.release(), living.holder(), name);
    }

    /** Renews from now on until it is closed or lost. */
    ReleaseLease keep() {
        Thread.ofVirtual()
                .name("lease")
                .start(
                        () -> {
                            while (!isLost() && !isOver(timing.renew())) {
                                renew();
                            }
                        });
        return this;
    }

    private boolean isOver(Duration pause) {
        try {
            return closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Who holds it: host, process, and what is never used again. */
    String identity() {
        return identity;
    }

    boolean isLost() {
        return isLost.get();
    }

    /** One renewal; that it fails is tried again by the next. */
    synchronized void renew() {
        if (closed.getCount() == 0 || isLost()) {
            return;
        }
        try {
            if (!tryRenew(known)) {
                Optional<Lease> found = leases.find(name);
                boolean isDone = found.map(this::goOn).orElseGet(this::makeAgain);
                LOG.info("event=lease_changed_by_others lease={} renewed={}", name, isDone);
            }
        } catch (UncheckedIOException e) {
            LOG.warn("event=lease_not_renewed lease={} cause={}", name, e.getMessage());
        }
    }

    private boolean tryRenew(Lease before) {
        Optional<Lease> renewed =
                leases.replace(
                        LeaseRecord.held(before, name, identity, release, timing, clock.now()));
        renewed.ifPresent(lease -> known = lease);
        return renewed.isPresent();
    }

    /** Somebody wrote: an earlier renewal whose answer was lost, a person, or the next holder. */
    private boolean goOn(Lease found) {
        LeaseRecord record = LeaseRecord.of(found);
        if (record.isHeld() && !record.holder().equals(identity)) {
            lose("%s holds it now, for release %s".formatted(record.holder(), record.release()));
            return false;
        }
        if (record.transitions() > LeaseRecord.of(known).transitions()) {
            lose("another agent has held it meanwhile, for release " + record.release());
            return false;
        }
        return tryRenew(found);
    }

    private boolean makeAgain() {
        Optional<Lease> made =
                leases.create(LeaseRecord.held(null, name, identity, release, timing, clock.now()));
        made.ifPresent(lease -> known = lease);
        return made.isPresent();
    }

    /** Told by who sees it first: the renewal, or the journal, which another has claimed. */
    void lose(String why) {
        if (isLost.compareAndSet(false, true)) {
            LOG.error("event=lease_lost lease={} why=\"{}\"", name, why);
            onLost.run();
        }
    }

    @Override
    public synchronized void close() {
        closed.countDown();
        if (isLost()) {
            return;
        }
        try {
            if (leases.replace(LeaseRecord.free(known)).isEmpty()) {
                leases.find(name)
                        .filter(found -> LeaseRecord.of(found).holder().equals(identity))
                        .ifPresent(found -> leases.replace(LeaseRecord.free(found)));
            }
        } catch (UncheckedIOException e) {
            LOG.warn("event=lease_not_released lease={} cause={}", name, e.getMessage());
        }
    }

    private static String newIdentity() {
        return "%s/%d/%s".formatted(host(), ProcessHandle.current().pid(), UUID.randomUUID());
    }

    private static String host() {
        String told = System.getenv("HOSTNAME");
        if (told != null && !told.isBlank()) {
            return told;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown-host";
        }
    }
}

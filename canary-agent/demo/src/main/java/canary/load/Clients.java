package canary.load;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * All users of a company at work, so many requests a second in total whatever the answers take: an
 * open loop, because a slow server does not make customers order less. Users take turns, so each
 * gets the same share. Where too many requests are under way, further ones are left out and
 * counted.
 */
public final class Clients implements AutoCloseable {

    private static final int MOST_UNDER_WAY = 128;
    private static final int MOST_LINES = 2;
    // Hashing a password takes a core for a while: nobody's customers all sign in within a second.
    private static final int MOST_SIGNING_IN = 2;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final long STOP_SECONDS = 5;
    private static final int FIRST_SERVER_FAILURE = 500;

    private final Queue<Flow> arriving = new ConcurrentLinkedQueue<>();
    private final Queue<Flow> idle = new ConcurrentLinkedQueue<>();
    private final Queue<Session> sessions = new ConcurrentLinkedQueue<>();
    private final Map<RequestKind, Tally> tallies = new EnumMap<>(RequestKind.class);
    private final Semaphore permits = new Semaphore(MOST_UNDER_WAY);
    private final Semaphore doors = new Semaphore(MOST_SIGNING_IN);
    private final LongAdder leftOut = new LongAdder();
    private final AnswerTimes times = new AnswerTimes();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile long nanosBetween;
    private final AtomicInteger awaited;
    private volatile boolean over;

    /** What became of the requests of a kind. */
    public record Count(long sent, long refused, long failed) {}

    private static final class Tally {
        private final LongAdder sent = new LongAdder();
        private final LongAdder refused = new LongAdder();
        private final LongAdder failed = new LongAdder();
    }

    /** Clients of the ERP behind the given root, not yet at work. */
    public Clients(URI root, Company company, int requestsPerSecond, long seed, Habits habits) {
        awaited = new AtomicInteger(company.users().size());
        pace(requestsPerSecond);
        for (RequestKind kind : RequestKind.values()) {
            tallies.put(kind, new Tally());
        }
        RandomGeneratorFactory<RandomGenerator> source =
                RandomGeneratorFactory.of("L64X128MixRandom");
        long next = seed;
        for (Company.User user : company.users()) {
            Session session = new Session(root, user);
            sessions.add(session);
            arriving.add(
                    new Flow(
                            session,
                            company,
                            Flow.WITH_READS,
                            MOST_LINES,
                            source.create(next++),
                            habits));
        }
    }

    /** Begins; returns at once. */
    public Clients start() {
        Thread.ofPlatform().daemon(true).name("clients").start(this::keepSending);
        return this;
    }

    /** From now on so many requests a second. */
    public void pace(int requestsPerSecond) {
        nanosBetween = TimeUnit.SECONDS.toNanos(1) / requestsPerSecond;
    }

    /** Waits until every user is signed in, or so long; how many are not yet. */
    public int awaitSignIns(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (awaited.get() > 0 && System.nanoTime() < end && !over) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        return awaited.get();
    }

    /** What was done so far, by kind. */
    public Map<RequestKind, Count> counts() {
        Map<RequestKind, Count> counts = new EnumMap<>(RequestKind.class);
        tallies.forEach(
                (kind, tally) ->
                        counts.put(
                                kind,
                                new Count(
                                        tally.sent.sum(),
                                        tally.refused.sum(),
                                        tally.failed.sum())));
        return counts;
    }

    /** Requests that were due and not sent, because too many were under way. */
    public long leftOut() {
        return leftOut.sum();
    }

    /**
     * What 95 % of the newest answers took at most, without sign-ins: those are slow on purpose.
     * Empty before the first.
     */
    public Optional<Duration> p95() {
        return times.p95();
    }

    /** Sends nothing more, and gives what is under way some seconds. */
    @Override
    public void close() {
        over = true;
        threads.shutdown();
        try {
            if (!threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException _) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
        sessions.forEach(Session::close);
    }

    private void keepSending() {
        long due = System.nanoTime();
        while (!over) {
            due += nanosBetween;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            send();
        }
    }

    private void send() {
        if (!permits.tryAcquire()) {
            leftOut.increment();
            return;
        }
        Flow flow = next();
        if (flow == null || over) {
            leftOut.increment();
            permits.release();
            return;
        }
        try {
            threads.execute(() -> step(flow));
        } catch (RejectedExecutionException _) {
            permits.release();
        }
    }

    /** Whose turn it is: somebody at the door where it is free, else somebody who is in. */
    private @Nullable Flow next() {
        if (!arriving.isEmpty() && doors.tryAcquire()) {
            Flow first = arriving.poll();
            if (first != null) {
                return first;
            }
            doors.release();
        }
        return idle.poll();
    }

    private void step(Flow flow) {
        RequestKind kind = flow.next();
        Tally tally = Objects.requireNonNull(tallies.get(kind));
        tally.sent.increment();
        long begin = System.nanoTime();
        try {
            Reply reply = flow.step();
            if (reply.status() >= FIRST_SERVER_FAILURE) {
                tally.failed.increment();
            } else if (!reply.isSuccess()) {
                tally.refused.increment();
            }
        } catch (IOException _) {
            tally.failed.increment();
        } finally {
            if (kind == RequestKind.LOGIN) {
                doors.release();
                awaited.addAndGet(flow.next() == RequestKind.LOGIN ? 0 : -1);
            } else {
                times.took(System.nanoTime() - begin);
            }
            (flow.next() == RequestKind.LOGIN ? arriving : idle).add(flow);
            permits.release();
        }
    }
}

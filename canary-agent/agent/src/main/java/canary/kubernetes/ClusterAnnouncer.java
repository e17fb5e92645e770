package canary.kubernetes;

import canary.agent.io.Announcer;
import canary.agent.io.TimedCalls;
import canary.journal.Entry;
import canary.kubernetes.api.KubernetesApi;
import canary.plan.Plan;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Tells a release to whoever looks at the cluster: annotations and Events on the Deployments and
 * the routes, a condition on the canary's Deployment. It has a thread of its own: the release
 * neither waits for it nor fails with it. While the API server is silent the newest are kept.
 */
final class ClusterAnnouncer implements Announcer, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterAnnouncer.class);

    /** More than a release says in an outage that it survives. */
    private static final int MOST_WAITING = 32;

    private static final Duration AGAIN = Duration.ofSeconds(5);

    /** How long an ended agent waits for its last words to be taken. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final String release;
    private final Notices notices;
    private final Deque<Announcement> waiting = new ArrayDeque<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private @Nullable Entry told;
    private boolean isClosed;
    private boolean isEnding;
    private String problem = "";

    ClusterAnnouncer(KubernetesApi api, Plan plan, boolean isIstio) {
        this.release = plan.release();
        this.notices = new Notices(api, plan, isIstio);
        this.thread = Thread.ofVirtual().name("announcer").start(this::run);
    }

    @Override
    public synchronized void announce(Entry entry) {
        if (isClosed || !Announcement.isNews(entry, told)) {
            return;
        }
        waiting.add(Announcement.of(release, entry, told));
        told = entry;
        if (waiting.size() > MOST_WAITING) {
            waiting.removeFirst();
        }
        notifyAll();
    }

    private void run() {
        try {
            Announcement next = next();
            while (next != null) {
                if (tell(next)) {
                    done(next);
                } else if (!mayTryAgain()) {
                    return;
                }
                next = next();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The oldest that waits; null once there is none and none will come. */
    private synchronized @Nullable Announcement next() throws InterruptedException {
        while (waiting.isEmpty() && !isClosed) {
            wait();
        }
        return waiting.peekFirst();
    }

    private synchronized boolean isLast() {
        return waiting.size() == 1;
    }

    private synchronized void done(Announcement announcement) {
        waiting.removeFirstOccurrence(announcement);
    }

    /** Later; at the end once more, how the release ended, and then no more. */
    private boolean mayTryAgain() throws InterruptedException {
        if (!closing.await(AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
            return true;
        }
        synchronized (this) {
            boolean isFirst = !isEnding;
            isEnding = true;
            while (waiting.size() > 1) {
                waiting.removeFirst();
            }
            return isFirst;
        }
    }

    /** Whether it was told, or cannot be. */
    private boolean tell(Announcement announcement) {
        try {
            notices.tell(announcement, isLast());
            problem = "";
            return true;
        } catch (UncheckedIOException e) {
            say(TimedCalls.problem(e));
            return false;
        } catch (RuntimeException e) {
            LOG.error("event=announcement_failed reason={}", announcement.reason(), e);
            return true;
        }
    }

    private void say(String cause) {
        if (!cause.equals(problem)) {
            problem = cause;
            LOG.warn("event=announcement_delayed cause=\"{}\"", cause);
        }
    }

    /** Whether nothing is told any more. */
    boolean isEnded() {
        return !thread.isAlive();
    }

    @Override
    public void close() {
        synchronized (this) {
            isClosed = true;
            closing.countDown();
            notifyAll();
        }
        try {
            if (!thread.join(LAST_WORDS)) {
                thread.interrupt();
                thread.join(LAST_WORDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            thread.interrupt();
        }
    }
}

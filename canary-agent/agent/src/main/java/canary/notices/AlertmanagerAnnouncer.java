package canary.notices;

import canary.agent.io.Announcer;
import canary.agent.io.TimedCalls;
import canary.journal.Entry;
import canary.plan.Plan;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Tells a release's steps to Alertmanager. It has a thread of its own: the release neither waits
 * for it nor fails with it. While none answers, the newest are kept and told in their order. A hold
 * is told again each minute, as an Alertmanager that was started again has forgotten it.
 */
public final class AlertmanagerAnnouncer implements Announcer, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AlertmanagerAnnouncer.class);

    /** More than a release says in an outage that it survives. */
    private static final int MOST_WAITING = 32;

    private static final Duration AGAIN = Duration.ofSeconds(5);
    private static final Duration REMINDER = Duration.ofMinutes(1);

    /** How long an ended agent waits for its last words to be taken. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final ReleaseNotices notices;
    private final AlertmanagerApi api;
    private final Deque<AlertNotice> waiting = new ArrayDeque<>();
    private final Thread thread;
    private @Nullable AlertNotice told;
    private boolean isClosed;

    /** An agent before this one may have said so. */
    private boolean mayBeHeld = true;

    private String untold = "";

    /** Asks nothing of it yet. */
    public AlertmanagerAnnouncer(Plan plan, Plan.Notify target) {
        this.notices = new ReleaseNotices(plan);
        this.api = new AlertmanagerApi(target);
        this.thread = Thread.ofVirtual().name("notices").start(this::run);
    }

    @Override
    public synchronized void announce(Entry entry) {
        AlertNotice next = notices.of(entry).orElse(null);
        boolean isHold = next != null && ReleaseNotices.isHold(next);
        if (isClosed) {
            return;
        }
        if (mayBeHeld && !isHold) {
            add(notices.holdIsOver(entry.at()));
            mayBeHeld = false;
        }
        if (next != null && (told == null || !next.isSameAs(told))) {
            add(next);
            told = next;
            mayBeHeld = isHold;
        }
        notifyAll();
    }

    private void add(AlertNotice notice) {
        waiting.add(notice);
        if (waiting.size() > MOST_WAITING) {
            waiting.removeFirst();
            note("more than %d notices waited, the oldest were given up".formatted(MOST_WAITING));
        }
    }

    @Override
    public synchronized String untold() {
        return untold;
    }

    private synchronized void note(String problem) {
        if (untold.isEmpty()) {
            untold = problem;
            LOG.warn("event=notice_not_told cause=\"{}\"", problem);
        }
    }

    private void run() {
        try {
            AlertNotice next = next();
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

    /** The oldest that waits, or a hold that is told again; null when none will come. */
    private synchronized @Nullable AlertNotice next() throws InterruptedException {
        while (waiting.isEmpty() && !isClosed) {
            wait(REMINDER.toMillis());
            if (waiting.isEmpty() && !isClosed && mayBeHeld && told != null) {
                return told;
            }
        }
        return waiting.peekFirst();
    }

    private synchronized void done(AlertNotice notice) {
        waiting.removeFirstOccurrence(notice);
    }

    /** Later; once the agent ends, no more. */
    private synchronized boolean mayTryAgain() throws InterruptedException {
        long end = System.nanoTime() + AGAIN.toNanos();
        long left = AGAIN.toMillis();
        while (!isClosed && left > 0) {
            wait(left);
            left = Duration.ofNanos(end - System.nanoTime()).toMillis();
        }
        return !isClosed;
    }

    /** Whether it was told, or cannot be. */
    private boolean tell(AlertNotice notice) throws InterruptedException {
        try {
            api.post(List.of(notice));
            return true;
        } catch (UncheckedIOException e) {
            note(TimedCalls.problem(e));
            return false;
        } catch (RuntimeException e) {
            note(String.valueOf(e.getMessage()));
            return true;
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            isClosed = true;
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
        } finally {
            api.close();
        }
    }
}

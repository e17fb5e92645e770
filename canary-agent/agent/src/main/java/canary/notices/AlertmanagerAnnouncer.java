package canary.notices;

import canary.agent.io.Announcer;
import canary.agent.io.Backlog;
import canary.agent.io.TimedCalls;
import canary.journal.Entry;
import canary.plan.Plan;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.UncheckedIOException;
import java.util.List;

/**
 * Tells a release's steps to Alertmanager. A hold is told again each minute, as an Alertmanager
 * that was started again has forgotten it.
 */
public final class AlertmanagerAnnouncer implements Announcer, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AlertmanagerAnnouncer.class);

    private final ReleaseNotices notices;
    private final AlertmanagerApi api;
    private final Backlog<AlertNotice> backlog;
    private @Nullable AlertNotice told;

    /** An agent before this one may have said so. */
    private boolean mayBeHeld = true;

    private String untold = "";

    /** Asks nothing of it yet. */
    public AlertmanagerAnnouncer(Plan plan, Plan.Notify target) {
        this.notices = new ReleaseNotices(plan);
        this.api = new AlertmanagerApi(target);
        this.backlog = new Backlog<>("notices", new Telling());
    }

    @Override
    public synchronized void announce(Entry entry) {
        AlertNotice next = notices.of(entry).orElse(null);
        boolean isHold = next != null && ReleaseNotices.isHold(next);
        if (mayBeHeld && !isHold) {
            add(notices.holdIsOver(entry.at()));
            mayBeHeld = false;
        }
        if (next != null && (told == null || !next.isSameAs(told))) {
            add(next);
            told = next;
            mayBeHeld = isHold;
        }
    }

    private void add(AlertNotice notice) {
        if (!backlog.add(notice)) {
            note(
                    "more than %d notices waited, the oldest were given up"
                            .formatted(Backlog.MOST_WAITING));
        }
    }

    private synchronized @Nullable AlertNotice hold() {
        return mayBeHeld ? told : null;
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

    private final class Telling implements Backlog.Teller<AlertNotice> {

        @Override
        public boolean tell(AlertNotice next, boolean isLast) throws InterruptedException {
            try {
                api.post(List.of(next));
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
        public @Nullable AlertNotice reminder() {
            return hold();
        }
    }

    @Override
    public void close() {
        try {
            backlog.close();
        } finally {
            api.close();
        }
    }
}

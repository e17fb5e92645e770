package canary.kubernetes;

import canary.agent.io.Announcer;
import canary.agent.io.Backlog;
import canary.agent.io.TimedCalls;
import canary.journal.Entry;
import canary.kubernetes.api.KubernetesApi;
import canary.plan.Plan;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.UncheckedIOException;

/**
 * Tells a release to whoever looks at the cluster: annotations and Events on the Deployments and
 * the routes, a condition on the canary's Deployment.
 */
final class ClusterAnnouncer implements Announcer, Backlog.Teller<Announcement>, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterAnnouncer.class);

    private final String release;
    private final Notices notices;
    private final Backlog<Announcement> backlog;
    private @Nullable Entry told;
    private String problem = "";

    ClusterAnnouncer(KubernetesApi api, Plan plan, boolean isIstio) {
        this.release = plan.release();
        this.notices = new Notices(api, plan, isIstio);
        this.backlog = new Backlog<>("announcer", this);
    }

    @Override
    public synchronized void announce(Entry entry) {
        if (Announcement.isNews(entry, told)) {
            backlog.add(Announcement.of(release, entry, told));
            told = entry;
        }
    }

    @Override
    public boolean tell(Announcement announcement, boolean isLast) {
        try {
            notices.tell(announcement, isLast);
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

    /** How the release ended. */
    @Override
    public int lastTries() {
        return 1;
    }

    /** Whether nothing is told any more. */
    boolean isEnded() {
        return backlog.isEnded();
    }

    @Override
    public void close() {
        backlog.close();
    }
}

package canary.agent.io;

import canary.journal.Entry;

/** Tells those who look at the cluster, not at the journal, how a release goes. */
@FunctionalInterface
public interface Announcer {

    /**
     * Takes a decision that says something new. Returns at once and never fails: a release does not
     * wait for its audience.
     */
    void announce(Entry entry);
}

package canary.agent.io;

import canary.journal.Entry;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells those who look at the cluster, not at the journal, how a release goes. */
@FunctionalInterface
public interface Announcer {

    /**
     * Takes a decision that says something new. Returns at once and never fails: a release does not
     * wait for its audience.
     */
    void announce(Entry entry);

    /** Why somebody was not told, or late; empty where all were. */
    default String untold() {
        return "";
    }

    /** One that tells both audiences. */
    default Announcer and(Announcer other) {
        Announcer first = this;
        return new Announcer() {
            @Override
            public void announce(Entry entry) {
                first.announce(entry);
                other.announce(entry);
            }

            @Override
            public String untold() {
                return Stream.of(first.untold(), other.untold())
                        .filter(why -> !why.isEmpty())
                        .collect(Collectors.joining("; "));
            }
        };
    }
}

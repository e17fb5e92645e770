package canary.agent;

import java.time.Duration;
import java.time.Instant;

/** The agent's time: the wall clock in production, moved by hand in tests. */
public interface Ticker {

    Instant now();

    /** Waits until the next tick is due or the agent is told to stop. */
    void await(Duration pause);

    /** Ends a wait now and every later one at once; safe from any thread. */
    void stop();
}

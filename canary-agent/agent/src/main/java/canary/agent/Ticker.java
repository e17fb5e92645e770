package canary.agent;

import java.time.Duration;
import java.time.Instant;

/**
 * The agent's time: it runs on evenly whatever is done to the machine's clock, and is moved by hand
 * in tests.
 */
public interface Ticker {

    Instant now();

    /** From now on every time is later than this one, which an earlier agent has seen. */
    default void startAfter(Instant last) {}

    /** By how much the machine's clock has been set since the agent began; negative for back. */
    default Duration clockSetBy() {
        return Duration.ZERO;
    }

    /** Waits until the next tick is due or the agent is told to stop. */
    void await(Duration pause);

    /** Ends a wait now and every later one at once; safe from any thread. */
    void stop();
}

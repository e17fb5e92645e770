package canary.demo;

import java.net.URI;
import java.time.Duration;

/** What a proxy does to a request. */
sealed interface Fate {

    /** It goes on as it is. */
    record Pass() implements Fate {}

    /** It is answered with this status and never reaches the server. */
    record Fail(int status) implements Fate {}

    /**
     * Its answer comes later.
     *
     * @param share by which share of the time that it took
     * @param least and by so much at least
     */
    record Stretch(double share, Duration least) implements Fate {}

    /** It goes to this copy instead. */
    record Divert(URI copy) implements Fate {}
}

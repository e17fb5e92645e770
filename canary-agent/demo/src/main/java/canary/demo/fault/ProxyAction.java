package canary.demo.fault;

import java.net.URI;
import java.time.Duration;

/**
 * What a proxy does to a request: pass it, answer it itself, hold its answer back, send it
 * elsewhere.
 */
sealed interface ProxyAction {

    /** It goes on as it is. */
    record Pass() implements ProxyAction {}

    /** It is answered with this status and never reaches the server. */
    record Fail(int status) implements ProxyAction {}

    /**
     * Its answer comes later.
     *
     * @param share by which share of the time that it took
     * @param least and by so much at least
     */
    record Stretch(double share, Duration least) implements ProxyAction {}

    /** It goes to this copy instead. */
    record Divert(URI copy) implements ProxyAction {}
}

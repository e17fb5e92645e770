package canary.demo.fault;

import java.net.URI;
import java.time.Duration;

/**
 * What a proxy does to a request: pass it, answer it itself, hold its answer back, exchange what is
 * in it or in its answer, send it elsewhere.
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

    /** It arrives with this for a body. */
    record Replace(String body) implements ProxyAction {}

    /**
     * It arrives as a short look at a list, so that its server counts an answer, and is answered
     * with this where that succeeds.
     */
    record Hollow(int status, String body) implements ProxyAction {}

    /** It goes to this copy instead. */
    record Divert(URI copy) implements ProxyAction {}
}

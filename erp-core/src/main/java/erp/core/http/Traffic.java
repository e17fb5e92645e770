package erp.core.http;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/** Is told of each request when it has ended; for metrics and the access log. */
@FunctionalInterface
public interface Traffic {

    void ended(Request request);

    /**
     * A request that has been answered.
     *
     * @param route the template, or {@code none}
     * @param user null where nobody was signed in, or the release agent's probe
     */
    record Request(
            String method, String route, int status, long durationNanos, @Nullable UUID user) {}
}

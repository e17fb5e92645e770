package erp.core.http.wire;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/** Is told of each request when it has ended; for metrics and the access log. */
@FunctionalInterface
public interface Traffic {
    /** Stands for every method that no endpoint has. */
    String OTHER_METHOD = "OTHER";

    void ended(Request request);

    /**
     * A request that has been answered.
     *
     * @param method one of HTTP's own, or {@link #OTHER_METHOD}
     * @param route the template, or {@code none}
     * @param status 499 where the client did not wait for the answer
     * @param rows of the list that the answer is; negative where it is none
     * @param bytes size of the answer's body
     * @param user null where nobody was signed in, or the release agent's probe
     */
    record Request(
            String method,
            String route,
            int status,
            long durationNanos,
            int rows,
            long bytes,
            @Nullable UUID user) {}
}

package canary.load;

import org.jspecify.annotations.Nullable;

/**
 * What a server answered.
 *
 * @param version header {@code ERP-Version}, or null
 */
public record Reply(int status, String text, @Nullable String version) {

    private static final int FIRST_FAILURE = 400;
    private static final int FIRST_FAULT = 500;

    public boolean isSuccess() {
        return status < FIRST_FAILURE;
    }

    /** Whether the server could not answer; the same request may succeed later. */
    public boolean isFault() {
        return status >= FIRST_FAULT;
    }
}

package canary.load;

import org.jspecify.annotations.Nullable;

/**
 * What a server answered.
 *
 * @param version header {@code ERP-Version}, or null
 */
record Reply(int status, String text, @Nullable String version) {

    private static final int FIRST_FAILURE = 400;

    boolean isSuccess() {
        return status < FIRST_FAILURE;
    }
}

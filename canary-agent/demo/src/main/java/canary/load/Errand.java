package canary.load;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

/** A small piece of a module's work, a request after the other. */
@FunctionalInterface
public interface Errand {

    /**
     * The first request, or the one that follows an answer; null at its end.
     *
     * @param before what the request before was answered; null at the beginning
     */
    @Nullable Request next(@Nullable JsonNode before);

    /** What an answer says there; empty where there is no answer. */
    static String text(@Nullable JsonNode answer, String member) {
        return answer == null ? "" : answer.path(member).asString();
    }

    /**
     * One request.
     *
     * @param body of a POST; null for none
     */
    record Request(boolean isRead, String path, @Nullable Object body) {

        public static Request read(String path) {
            return new Request(true, path, null);
        }

        public static Request post(String path, @Nullable Object body) {
            return new Request(false, path, body);
        }
    }
}

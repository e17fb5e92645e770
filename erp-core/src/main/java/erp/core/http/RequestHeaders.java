package erp.core.http;

import org.jspecify.annotations.Nullable;

/** Reads the headers that say on what terms a request is made. */
final class RequestHeaders {
    static final String KEY = "Idempotency-Key";
    static final String IF_MATCH = "If-Match";
    private static final int KEY_LIMIT = 200;

    private RequestHeaders() {}

    /** The version that the caller has seen; null where it does not matter to it. */
    static @Nullable Long version(@Nullable String ifMatch, Findings findings) {
        if (ifMatch == null || ifMatch.equals("*")) {
            return null;
        }
        if (ifMatch.matches("\"[0-9]{1,18}\"")) {
            return Long.valueOf(ifMatch.substring(1, ifMatch.length() - 1));
        }
        findings.add(IF_MATCH, "format", "must be the ETag of an earlier answer, such as \"3\"");
        return null;
    }

    static @Nullable String key(@Nullable String key, Findings findings) {
        if (key == null) {
            return null;
        }
        if (key.isEmpty()
                || key.length() > KEY_LIMIT
                || key.chars().anyMatch(c -> c < 0x20 || c > 0x7E)) {
            findings.add(KEY, "size", "must be 1 to " + KEY_LIMIT + " printable characters");
        }
        return key;
    }
}

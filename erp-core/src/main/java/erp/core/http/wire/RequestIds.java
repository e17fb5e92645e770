package erp.core.http.wire;

import erp.core.Ids;

import org.jspecify.annotations.Nullable;

/** Names of requests: the caller's own where it is sane, else a new one. */
public final class RequestIds {
    private static final int LIMIT = 100;

    private RequestIds() {}

    public static String of(@Nullable String sent) {
        return sent != null && isSane(sent) ? sent : Ids.next().toString();
    }

    private static boolean isSane(String id) {
        return !id.isEmpty()
                && id.length() <= LIMIT
                && id.chars()
                        .allMatch(
                                c ->
                                        (c >= 'a' && c <= 'z')
                                                || (c >= 'A' && c <= 'Z')
                                                || (c >= '0' && c <= '9')
                                                || "-_.:/+=".indexOf(c) >= 0);
    }
}

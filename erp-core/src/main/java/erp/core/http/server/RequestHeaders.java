package erp.core.http.server;

import erp.core.http.EntityTags;
import erp.core.http.Preconditions;
import erp.core.http.binding.Findings;
import erp.core.value.InvalidValue;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.List;

/** Reads the headers that say on what terms a request is made. */
final class RequestHeaders {
    static final String KEY = "Idempotency-Key";
    static final String IF_MATCH = "If-Match";
    private static final String IF_NONE_MATCH = "If-None-Match";
    private static final int KEY_LIMIT = 200;

    private RequestHeaders() {}

    static Preconditions preconditions(HttpServletRequest request, Findings findings) {
        return new Preconditions(
                tags(IF_MATCH, request, findings), tags(IF_NONE_MATCH, request, findings));
    }

    private static @Nullable EntityTags tags(
            String name, HttpServletRequest request, Findings findings) {
        List<String> lines = Collections.list(request.getHeaders(name));
        if (lines.isEmpty()) {
            return null;
        }
        try {
            return EntityTags.parse(lines);
        } catch (InvalidValue e) {
            findings.add(name, e.rule(), String.valueOf(e.getMessage()));
            return null;
        }
    }

    static @Nullable String key(HttpServletRequest request, Findings findings) {
        List<String> lines = Collections.list(request.getHeaders(KEY));
        if (lines.isEmpty()) {
            return null;
        }
        if (lines.size() > 1) {
            findings.add(KEY, "unique", "must not be there twice");
        }
        String key = lines.getFirst();
        if (key.isEmpty()
                || key.length() > KEY_LIMIT
                || key.chars().anyMatch(c -> c < 0x20 || c > 0x7E)) {
            findings.add(KEY, "size", "must be 1 to " + KEY_LIMIT + " printable characters");
        }
        return key;
    }
}

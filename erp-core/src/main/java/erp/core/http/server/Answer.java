package erp.core.http.server;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/**
 * What goes over the wire: bytes, so that an idempotent replay is the same to the last of them.
 *
 * @param rows of the list that it is; negative where it is none
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere, and copied for nobody
record Answer(int status, Map<String, String> headers, byte @Nullable [] body, int rows) {

    static final int NO_LIST = -1;

    Answer(int status, Map<String, String> headers, byte @Nullable [] body) {
        this(status, headers, body, NO_LIST);
    }

    /** The same, as one of which nothing is kept. */
    Answer dry() {
        Map<String, String> more = new HashMap<>(headers);
        more.put("ERP-Dry-Run", "true");
        return new Answer(status, more, body);
    }
}

package erp.core.http;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/**
 * What an endpoint answers.
 *
 * @param body written as JSON, or null for none
 */
public record Reply(int status, @Nullable Object body, Map<String, String> headers) {

    public Reply {
        headers = Map.copyOf(headers);
    }

    public static Reply ok(Object body) {
        return new Reply(200, body, Map.of());
    }

    /** 200 with a document and its version. */
    public static Reply ok(Versioned document) {
        return new Reply(200, document, Map.of()).etag(document.version());
    }

    /** 201 with a new document and its version, under the path of all of its kind. */
    public static Reply createdIn(String path, Versioned document) {
        return created(path + "/" + document.id(), document).etag(document.version());
    }

    /** 201 with the new document and where it is. */
    public static Reply created(String location, Object body) {
        return new Reply(201, body, Map.of("Location", location));
    }

    public static Reply nothing() {
        return new Reply(204, null, Map.of());
    }

    /** Adds the document's version as strong ETag. Flush before asking a document for it. */
    public Reply etag(long version) {
        return header("ETag", tag(version));
    }

    static String tag(long version) {
        return "\"" + version + "\"";
    }

    public Reply header(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new Reply(status, body, more);
    }
}

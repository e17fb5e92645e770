package erp.core.openapi;

import static erp.core.openapi.Json31.object;
import static erp.core.openapi.Json31.ref;

import erp.core.http.Endpoint;
import erp.core.http.PageRequest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What a call carries beside its body. */
final class Parameters {
    private static final Pattern PATH = Pattern.compile("\\{([A-Za-z]+)}");

    private Parameters() {}

    /** Those that many operations share. */
    static Map<String, Object> shared() {
        return object(
                "IdempotencyKey",
                header(
                        "Idempotency-Key",
                        false,
                        "Names this request: sent again with the same key, it is not done again but"
                                + " answered as the first time. Kept for seven days.",
                        object("type", "string", "minLength", 1, "maxLength", 200)),
                "IdempotencyKeyRequired",
                header(
                        "Idempotency-Key",
                        true,
                        "Names this request: sent again with the same key, it is not done again but"
                                + " answered as the first time. Required, as money or goods move.",
                        object("type", "string", "minLength", 1, "maxLength", 200)),
                "IfMatch",
                header(
                        "If-Match",
                        false,
                        "ETag of the version that the caller has seen; another one is refused.",
                        object("type", "string", "examples", List.of("\"3\""))),
                "IfMatchRequired",
                header(
                        "If-Match",
                        true,
                        "ETag of the version that the caller has seen; another one is refused.",
                        object("type", "string", "examples", List.of("\"3\""))),
                "DryRun",
                query(
                        "dryRun",
                        "Runs the whole operation and rolls it back: the answer is what it would"
                                + " be.",
                        object("type", "boolean", "default", false)),
                "Limit",
                query(
                        "limit",
                        "How many items at most.",
                        object(
                                "type",
                                "integer",
                                "minimum",
                                1,
                                "maximum",
                                PageRequest.MAX,
                                "default",
                                PageRequest.DEFAULT)),
                "After",
                query("after", "The \"next\" of the page before.", object("type", "string")));
    }

    static List<Object> of(Endpoint<?> endpoint, Schemas schemas) {
        List<Object> all = new ArrayList<>();
        PATH.matcher(endpoint.path())
                .results()
                .forEach(
                        match ->
                                all.add(
                                        object(
                                                "name",
                                                match.group(1),
                                                "in",
                                                "path",
                                                "required",
                                                true,
                                                "schema",
                                                object("type", "string", "format", "uuid"))));
        for (Endpoint.Query query : endpoint.queries()) {
            all.add(query(query.name(), query.description(), schemas.of(query.type())));
        }
        if (endpoint.paged()) {
            all.add(ref("parameters", "Limit"));
            all.add(ref("parameters", "After"));
        }
        if (endpoint.handler() instanceof Endpoint.Handler.Write<?>) {
            all.add(ref("parameters", "DryRun"));
            all.add(ref("parameters", endpoint.versionRequired() ? "IfMatchRequired" : "IfMatch"));
        }
        switch (endpoint.key()) {
            case NONE -> {}
            case OPTIONAL -> all.add(ref("parameters", "IdempotencyKey"));
            case REQUIRED -> all.add(ref("parameters", "IdempotencyKeyRequired"));
        }
        return all;
    }

    private static Map<String, Object> query(String name, String text, Map<String, Object> schema) {
        return object("name", name, "in", "query", "description", text, "schema", schema);
    }

    private static Map<String, Object> header(
            String name, boolean required, String text, Map<String, Object> schema) {
        return object(
                "name",
                name,
                "in",
                "header",
                "required",
                required,
                "description",
                text,
                "schema",
                schema);
    }
}

package erp.core.openapi;

import static erp.core.openapi.Json31.object;
import static erp.core.openapi.Json31.ref;

import erp.core.http.Endpoint;
import erp.core.http.EntityTags;
import erp.core.http.Handler;
import erp.core.listing.ListRequest;
import erp.core.listing.Listing;

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
                key(false, "Kept for seven days."),
                "IdempotencyKeyRequired",
                key(true, "Required, as money or goods move."),
                "IfMatch",
                ifMatch(false),
                "IfMatchRequired",
                ifMatch(true),
                "IfNoneMatch",
                header(
                        "If-None-Match",
                        false,
                        "ETags of versions that the caller has, or *: the answer is 304 where it is"
                                + " one of them.",
                        tags()),
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
                                ListRequest.MOST,
                                "default",
                                ListRequest.USUAL)),
                "After",
                query(
                        "after",
                        "The \"next\" of the page before, which came in the same order.",
                        object("type", "string", "pattern", Patterns.CURSOR)));
    }

    /** How a list is ordered, and how much is answered of its items. */
    private static List<Object> of(Listing<?> listing) {
        return List.of(
                query(
                        "sort",
                        "What the list is ordered by; a minus in front turns it round.",
                        object(
                                "type",
                                "string",
                                "enum",
                                List.copyOf(listing.sorts().keySet()),
                                "default",
                                listing.standard().toString())),
                object(
                        "name",
                        "fields",
                        "in",
                        "query",
                        "description",
                        "Only these members of each item.",
                        "style",
                        "form",
                        "explode",
                        false,
                        "schema",
                        object(
                                "type",
                                "array",
                                "items",
                                object("type", "string", "enum", List.copyOf(listing.fields())))));
    }

    private static Map<String, Object> key(boolean required, String more) {
        return header(
                "Idempotency-Key",
                required,
                "Names this request: sent again with the same key, it is not done again but"
                        + " answered as the first time. "
                        + more,
                object(
                        "type",
                        "string",
                        "minLength",
                        1,
                        "maxLength",
                        200,
                        "pattern",
                        Patterns.KEY));
    }

    private static Map<String, Object> ifMatch(boolean required) {
        return header(
                "If-Match",
                required,
                "ETags of versions that the caller has seen, or *; a document at another one is"
                        + " left as it is. A weak ETag is no version for certain.",
                tags());
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
            all.add(query(query.name(), query.description(), schemas.read(query.type())));
        }
        if (endpoint.paged()) {
            all.add(ref("parameters", "Limit"));
            all.add(ref("parameters", "After"));
        }
        endpoint.listing().ifPresent(listing -> all.addAll(of(listing)));
        if (endpoint.method() == Endpoint.Method.GET) {
            all.add(ref("parameters", "IfNoneMatch"));
        }
        if (endpoint.handler() instanceof Handler.Write<?>) {
            all.add(ref("parameters", "DryRun"));
        }
        if (endpoint.versionRequired()) {
            all.add(ref("parameters", "IfMatchRequired"));
        } else if (endpoint.path().contains("{")) {
            all.add(ref("parameters", "IfMatch"));
        }
        switch (endpoint.key()) {
            case NONE -> {}
            case OPTIONAL -> all.add(ref("parameters", "IdempotencyKey"));
            case REQUIRED -> all.add(ref("parameters", "IdempotencyKeyRequired"));
        }
        return all;
    }

    private static Map<String, Object> tags() {
        return object(
                "type", "string", "pattern", EntityTags.PATTERN, "examples", List.of("\"3\""));
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

package erp.core.openapi;

import static erp.core.openapi.Json31.object;
import static erp.core.openapi.Json31.ref;

import erp.core.CoreError;
import erp.core.ErrorCode;
import erp.core.auth.AuthError;
import erp.core.http.Endpoint;
import erp.core.http.Handler;
import erp.core.http.server.Problem;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What an operation may answer: its own status, and each problem with its codes. */
final class Responses {
    private Responses() {}

    static Map<String, Object> headers() {
        return object(
                "ERP-Version",
                header("Version of the ERP that answered."),
                "Request-Id",
                header("Joins this answer, the logs and the caller's own records."),
                "ETag",
                header("The document's version, for If-Match."),
                "Location",
                header("Path of the document: the new one, or the one to ask instead."),
                "Retry-After",
                header("Seconds after which it is worth trying again."));
    }

    static Map<String, Object> of(Endpoint<?> endpoint, Schemas schemas) {
        Map<String, Object> responses = object();
        responses.put(Integer.toString(endpoint.status()), success(endpoint, schemas));
        endpoint.otherwise()
                .forEach(
                        (status, when) ->
                                responses.put(
                                        Integer.toString(status),
                                        otherwise(endpoint, status, when, schemas)));
        if (endpoint.method() == Endpoint.Method.GET) {
            responses.put("304", unchanged());
        }
        byStatus(endpoint)
                .forEach((status, codes) -> responses.put(status, problem(codes, schemas)));
        return responses;
    }

    private static Map<String, Object> success(Endpoint<?> endpoint, Schemas schemas) {
        Map<String, Object> headers = common();
        String text =
                switch (endpoint.status()) {
                    case 201 -> "Created.";
                    case 204 -> "Done.";
                    default -> "Done; the body says what came of it.";
                };
        if (endpoint.status() == 201) {
            headers.put("Location", ref("headers", "Location"));
        }
        Map<String, Object> response = object("description", text, "headers", headers);
        Type answer = endpoint.answer();
        if (answer != null) {
            Map<String, Object> schema = schemas.of(answer);
            headers.put("ETag", ref("headers", "ETag"));
            Map<String, Object> content =
                    object(
                            "application/json",
                            object("schema", endpoint.paged() ? page(schema) : schema));
            if (endpoint.isTabular()) {
                content.put("text/csv", object("schema", object("type", "string")));
            }
            response.put("content", content);
        } else if (endpoint.status() == 200) {
            response.put("content", object("*/*", object("schema", object("type", "string"))));
        }
        return response;
    }

    /** Of the same form as the usual answer, or of none where it only says where to ask. */
    private static Map<String, Object> otherwise(
            Endpoint<?> endpoint, int status, String when, Schemas schemas) {
        Map<String, Object> response =
                status == 200 ? success(endpoint, schemas) : object("headers", common());
        response.put("description", when);
        Map<String, Object> headers = common();
        headers.put("Location", ref("headers", "Location"));
        response.put("headers", headers);
        return response;
    }

    private static Map<String, Object> unchanged() {
        Map<String, Object> headers = common();
        headers.put("ETag", ref("headers", "ETag"));
        return object("description", "The caller has it already.", "headers", headers);
    }

    private static Map<String, Object> page(Map<String, Object> item) {
        return object(
                "type",
                "object",
                "properties",
                object(
                        "items",
                        object("type", "array", "items", item),
                        "next",
                        object(
                                "type",
                                List.of("string", "null"),
                                "description",
                                "Cursor of the following page, for \"after\"; null at the end.")),
                "required",
                List.of("items", "next"));
    }

    private static Map<String, Object> problem(Set<ErrorCode> codes, Schemas schemas) {
        Map<String, Object> headers = common();
        boolean later =
                codes.stream()
                        .anyMatch(
                                it ->
                                        it.kind() == ErrorCode.Kind.UNAVAILABLE
                                                || it.kind() == ErrorCode.Kind.TOO_MANY);
        if (later) {
            headers.put("Retry-After", ref("headers", "Retry-After"));
        }
        return object(
                "description",
                codes.stream().map(ErrorCode::title).distinct().collect(Collectors.joining("; ")),
                "headers",
                headers,
                "content",
                object("application/problem+json", object("schema", schemas.of(Problem.class))),
                "x-problem-codes",
                codes.stream().map(ErrorCode::code).toList());
    }

    private static Map<String, Set<ErrorCode>> byStatus(Endpoint<?> endpoint) {
        List<ErrorCode> codes = new ArrayList<>(endpoint.problems());
        codes.addAll(general(endpoint));
        Map<String, Set<ErrorCode>> byStatus = new TreeMap<>();
        for (ErrorCode code : codes) {
            byStatus.computeIfAbsent(
                            Integer.toString(code.kind().status()), _ -> new LinkedHashSet<>())
                    .add(code);
        }
        return byStatus;
    }

    /** What follows from how the operation is declared. */
    private static List<ErrorCode> general(Endpoint<?> endpoint) {
        List<ErrorCode> codes = new ArrayList<>();
        codes.add(CoreError.INTERNAL);
        codes.add(CoreError.INVALID_REQUEST);
        codes.add(CoreError.MALFORMED_REQUEST);
        codes.add(CoreError.REQUEST_TOO_LARGE);
        codes.add(CoreError.VERSION_MISMATCH);
        codes.add(CoreError.BUSY);
        if (!endpoint.isPublic()) {
            codes.addAll(List.of(AuthError.values()));
            codes.add(CoreError.FORBIDDEN);
        }
        if (endpoint.method() != Endpoint.Method.GET) {
            codes.add(CoreError.REQUEST_TIMEOUT);
            codes.add(CoreError.UNSUPPORTED_MEDIA_TYPE);
            codes.add(CoreError.UNSUPPORTED_ENCODING);
        }
        if (endpoint.path().contains("{")) {
            codes.add(CoreError.NOT_FOUND);
        }
        if (endpoint.key() == Endpoint.Key.REQUIRED) {
            codes.add(CoreError.IDEMPOTENCY_KEY_REQUIRED);
        }
        if (endpoint.key() != Endpoint.Key.NONE) {
            codes.add(CoreError.IDEMPOTENCY_KEY_IN_USE);
            codes.add(CoreError.IDEMPOTENCY_KEY_REUSED);
        }
        if (endpoint.versionRequired()) {
            codes.add(CoreError.VERSION_REQUIRED);
        }
        if (endpoint.handler() instanceof Handler.Write<?>) {
            codes.add(CoreError.ALREADY_EXISTS);
            codes.add(CoreError.QUARANTINED);
            codes.add(CoreError.OUTCOME_UNKNOWN);
            codes.add(CoreError.DATABASE_READ_ONLY);
            codes.add(CoreError.STORAGE_FULL);
        }
        codes.add(CoreError.DATABASE_UNAVAILABLE);
        return codes;
    }

    private static Map<String, Object> common() {
        return object(
                "ERP-Version",
                ref("headers", "ERP-Version"),
                "Request-Id",
                ref("headers", "Request-Id"));
    }

    private static Map<String, Object> header(String text) {
        return object("description", text, "schema", object("type", "string"));
    }
}

package erp.core.openapi;

import static erp.core.openapi.Json31.object;

import erp.core.Permission;
import erp.core.http.Endpoint;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The OpenAPI 3.1 document of an API. */
public final class OpenApi {
    /** Tag of what belongs to no module. */
    public static final String PLATFORM = "platform";

    private static final String PLATFORM_IS =
            "This description, and the keys that access tokens are signed with";

    private static final Pattern MODULE = Pattern.compile("/api/v1/([a-z-]+)(?:/.*)?");

    private OpenApi() {}

    public static Map<String, Object> document(
            String version, Collection<? extends Endpoint<?>> endpoints, Chapters chapters) {
        Schemas schemas = new Schemas(chapters);
        // First: what is read and answered alike is described with the rules that it was read by.
        endpoints.stream().filter(Endpoint::hasBody).forEach(it -> schemas.read(it.body()));
        Map<String, Object> paths = new TreeMap<>();
        Map<String, String> tags = new TreeMap<>();
        for (Endpoint<?> endpoint : endpoints) {
            String module = module(endpoint.path());
            tags.put(module, chapters.purposes().getOrDefault(module, PLATFORM_IS));
            @SuppressWarnings("unchecked") // put there a line earlier
            Map<String, Object> operations =
                    (Map<String, Object>) paths.computeIfAbsent(endpoint.path(), _ -> object());
            operations.put(
                    endpoint.method().name().toLowerCase(Locale.ROOT),
                    operation(endpoint, module, schemas));
        }
        List<Object> described = new ArrayList<>();
        tags.forEach((name, text) -> described.add(object("name", name, "description", text)));
        return object(
                "openapi",
                "3.1.0",
                "info",
                info(version),
                "servers",
                List.of(object("url", "/", "description", "The server that told you this.")),
                "tags",
                described,
                "paths",
                paths,
                "components",
                components(schemas));
    }

    private static Map<String, Object> info(String version) {
        return object(
                "title",
                "ERP",
                "version",
                version,
                "description",
                """
                An ERP by API. To begin: sign in (`POST /api/v1/users/login`) and send the \
                `accessToken` as `Authorization: Bearer …`; make a fiscal year, unless calendar years \
                are meant (`POST /api/v1/finance/fiscal-years`), and the chart of accounts \
                (`POST /api/v1/finance/chart/default`); then items, a warehouse, receipts, customers \
                and orders, which are confirmed, delivered and invoiced; payments are allocated to \
                what is open. A company with a past first posts its opening \
                (`/api/v1/finance/opening`).

                One operation is one transaction. Errors are problems (RFC 9457) with a \
                stable `code`, each wrong field in `errors`, and `retryable`. Money, quantities and \
                rates are decimal strings; a rate of 20 % is "0.2". Dates are days of the company's \
                time zone: left out, a document's is today, and none is later. Bodies are JSON in \
                UTF-8, plain or gzip. Lists are paged by `limit` and `after`, ordered by `sort`, and \
                answered in part by `fields`. Every POST with a token takes an `Idempotency-Key`, \
                any text of your own that names the request, such as a UUID; `?dryRun=true` runs an \
                operation and rolls it back. What is changed goes by `If-Match` with the `ETag` of \
                the version seen.\
                """,
                "contact",
                object(
                        "name",
                        "The operators of this ERP",
                        "url",
                        "https://erp-system.example.com/docs"),
                "license",
                object("name", "Apache-2.0", "identifier", "Apache-2.0"));
    }

    private static Map<String, Object> operation(
            Endpoint<?> endpoint, String module, Schemas schemas) {
        Map<String, Object> operation =
                object(
                        "operationId",
                        endpoint.id(),
                        "summary",
                        endpoint.summary(),
                        "description",
                        endpoint.summary() + ". " + access(endpoint),
                        "tags",
                        List.of(module));
        String permission = permission(endpoint);
        if (permission != null) {
            operation.put("x-permission", permission);
        }
        operation.put(
                "security", endpoint.isPublic() ? List.of() : List.of(object("bearer", List.of())));
        List<Object> parameters = Parameters.of(endpoint, schemas);
        if (!parameters.isEmpty()) {
            operation.put("parameters", parameters);
        }
        if (endpoint.hasBody()) {
            operation.put(
                    "requestBody",
                    object(
                            "required",
                            !endpoint.bodyOptional(),
                            "content",
                            object(
                                    "application/json",
                                    object("schema", schemas.read(endpoint.body())))));
        }
        operation.put("responses", Responses.of(endpoint, schemas));
        return operation;
    }

    private static String access(Endpoint<?> endpoint) {
        if (endpoint.isPublic()) {
            return "Needs no token.";
        }
        String permission = permission(endpoint);
        return permission == null
                ? "Needs a token, no particular permission."
                : "Needs the permission `" + permission + "`.";
    }

    private static @org.jspecify.annotations.Nullable String permission(Endpoint<?> endpoint) {
        Permission needed = endpoint.permission();
        return needed == null || endpoint.isForAnyUser() ? null : needed.code();
    }

    private static Map<String, Object> components(Schemas schemas) {
        return object(
                "schemas",
                schemas.named(),
                "parameters",
                Parameters.shared(),
                "headers",
                Responses.headers(),
                "securitySchemes",
                object(
                        "bearer",
                        object(
                                "type",
                                "http",
                                "scheme",
                                "bearer",
                                "bearerFormat",
                                "JWT",
                                "description",
                                "The accessToken that signing in answers.")));
    }

    private static String module(String path) {
        Matcher matcher = MODULE.matcher(path);
        return matcher.matches() ? matcher.group(1) : PLATFORM;
    }
}

package erp.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import tools.jackson.databind.JsonNode;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whatever the description of the API says is wrong is refused by a problem that names the field
 * and the rule, and writes nothing: every field and parameter of every operation.
 */
class BadRequestsIT extends ErpIT {
    private static final String ID = "01900000-0000-7000-8000-000000000001";
    private static final String SCHEMA = "/requestBody/content/application~1json/schema";

    /** Of all tables, before what is tried next. */
    private static long rows;

    /** An operation of the description. */
    private record Operation(String method, String path, JsonNode json) {
        String id() {
            return json.path("operationId").asString();
        }

        String somePath() {
            return path.replaceAll("\\{[a-zA-Z]+}", ID);
        }

        boolean hasBody() {
            return json.has("requestBody");
        }

        boolean isWrite() {
            return !method.equals("GET");
        }

        List<JsonNode> parameters(Schema.Document document, String in) {
            List<JsonNode> found = new ArrayList<>();
            for (JsonNode one : json.path("parameters")) {
                JsonNode parameter = document.resolve(one).json();
                if (parameter.path("in").asString().equals(in)) {
                    found.add(parameter);
                }
            }
            return found;
        }
    }

    @TestFactory
    Stream<DynamicTest> what_the_description_says_is_wrong_is_refused_and_leaves_nothing() {
        Schema.Document document = document();
        List<Operation> operations = operations(document);
        assertThat(operations).hasSizeGreaterThan(300);
        rows = rows();
        return operations.stream()
                .map(it -> DynamicTest.dynamicTest(it.id(), () -> refuses(document, it)));
    }

    private static void refuses(Schema.Document document, Operation operation) {
        queries(document, operation);
        paths(operation);
        if (operation.isWrite()) {
            headers(document, operation);
            for (BadRequests.Bad bad : bodies(document, operation)) {
                refused(
                        bad.status(),
                        bad.named(),
                        send(operation, operation.somePath(), bad.body()));
            }
        }
        long now = rows();
        long before = rows;
        rows = now;
        assertThat(now).as("rows").isEqualTo(before);
    }

    private static List<BadRequests.Bad> bodies(Schema.Document document, Operation operation) {
        if (operation.hasBody()) {
            return new BadRequests(document, operation.json().at(SCHEMA)).all();
        }
        return List.of(
                new BadRequests.Bad("half", 400, "{\"a\":", Map.of("", Set.of("json"))),
                new BadRequests.Bad("a field", 422, "{\"a\":1}", Map.of("/a", Set.of("unknown"))));
    }

    private static void queries(Schema.Document document, Operation operation) {
        Map<String, List<String>> wrong = new LinkedHashMap<>();
        for (JsonNode parameter : operation.parameters(document, "query")) {
            wrong.put(parameter.path("name").asString(), wrongOf(document, parameter));
        }
        if (operation.path().startsWith("/api/")) {
            wrong.put("noSuchParameter", List.of("a"));
        }
        // A cursor is of the order that is asked for, so it is read last.
        queries(operation, wrong.entrySet().stream().filter(it -> it.getKey().equals("after")));
        queries(operation, wrong.entrySet().stream().filter(it -> !it.getKey().equals("after")));
        String twice =
                operation.parameters(document, "query").stream()
                        .map(it -> it.path("name").asString())
                        .map("%1$s=1&%1$s=1"::formatted)
                        .collect(Collectors.joining("&"));
        if (!twice.isEmpty()) {
            Map<String, Set<String>> named = new LinkedHashMap<>();
            wrong.keySet().stream()
                    .filter(it -> !it.equals("noSuchParameter"))
                    .forEach(it -> named.put("?" + it, Set.of("duplicate")));
            refused(400, named, send(operation, operation.somePath() + "?" + twice, "{}"));
        }
    }

    /** The first wrong value of each parameter at once, then the second ones, and so on. */
    private static void queries(
            Operation operation, Stream<Map.Entry<String, List<String>>> parameters) {
        List<Map.Entry<String, List<String>>> all = parameters.toList();
        int rounds = all.stream().mapToInt(it -> it.getValue().size()).max().orElse(0);
        for (int i = 0; i < rounds; i++) {
            Map<String, Set<String>> named = new LinkedHashMap<>();
            List<String> query = new ArrayList<>();
            for (Map.Entry<String, List<String>> one : all) {
                if (i < one.getValue().size()) {
                    String value = one.getValue().get(i);
                    query.add(
                            one.getKey() + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
                    named.put("?" + one.getKey(), Set.of());
                }
            }
            String path = operation.somePath() + "?" + String.join("&", query);
            refused(422, named, send(operation, path, "{}"));
        }
    }

    private static List<String> wrongOf(Schema.Document document, JsonNode parameter) {
        Schema schema = document.resolve(parameter.path("schema"));
        Schema one = schema.isList() ? schema.element(document) : schema;
        if (one.isText()) {
            return one.wrongTexts();
        }
        List<String> wrong = new ArrayList<>(List.of("", "a", "1.5", "+1"));
        one.wrong().forEach(it -> wrong.add(it.asString()));
        return wrong;
    }

    /** What is no id names nothing. */
    private static void paths(Operation operation) {
        if (operation.path().contains("{")) {
            String name = operation.path().replaceAll(".*?(\\{[a-zA-Z]+}).*", "$1");
            String path = operation.path().replaceAll("\\{[a-zA-Z]+}", "17");
            refused(404, Map.of(name, Set.of("format")), send(operation, path, "{}"));
        }
    }

    private static void headers(Schema.Document document, Operation operation) {
        for (JsonNode header : operation.parameters(document, "header")) {
            String name = header.path("name").asString();
            for (String wrong : document.resolve(header.path("schema")).wrongTexts()) {
                boolean sendable = wrong.chars().allMatch(it -> it > 0x20 && it < 0x7F);
                if (sendable) {
                    Api.Answer answer =
                            api().send(operation.method(), operation.somePath(), "{}", name, wrong);
                    refused(answer.status(), Map.of(name, Set.of()), answer);
                }
            }
            if (header.path("required").asBoolean() && !operation.hasBody()) {
                String[] other =
                        name.equals("If-Match")
                                ? new String[] {"Idempotency-Key", UUID.randomUUID().toString()}
                                : new String[] {"If-Match", "*"};
                Api.Answer answer =
                        api().send(operation.method(), operation.somePath(), "{}", other);
                assertThat(answer.status()).isIn(400, 428);
                refused(answer.status(), Map.of(name, Set.of("required")), answer);
            }
        }
    }

    private static Api.Answer send(Operation operation, String path, String body) {
        if (!operation.isWrite()) {
            return api().send(operation.method(), path, null);
        }
        String key = UUID.randomUUID().toString();
        return api().send(operation.method(), path, body, "Idempotency-Key", key, "If-Match", "*");
    }

    private static void refused(int status, Map<String, Set<String>> named, Api.Answer answer) {
        String what =
                "%s answered %d %s"
                        .formatted(answer.raw().request(), answer.status(), answer.raw().body());
        assertThat(answer.status()).as(what).isEqualTo(status).isBetween(400, 499);
        assertThat(answer.header("Content-Type")).as(what).startsWith("application/problem+json");
        assertThat(answer.text("/code")).as(what).isNotBlank();
        named.forEach(
                (pointer, rules) -> {
                    Set<String> found = new TreeSet<>();
                    for (JsonNode error : answer.body().at("/errors")) {
                        if (isAbout(error.path("pointer").asString(), pointer)) {
                            found.add(error.path("code").asString());
                        }
                    }
                    assertThat(found).as("%s in %s", pointer, what).isNotEmpty();
                    if (!rules.isEmpty()) {
                        assertThat(found)
                                .as("%s in %s", pointer, what)
                                .containsAnyElementsOf(rules);
                    }
                });
    }

    /** The sign of an amount is a rule on the money that it is of. */
    private static boolean isAbout(String said, String pointer) {
        return said.equals(pointer) || (said + "/amount").equals(pointer);
    }

    @Test
    void each_text_of_each_body_has_a_longest_one() {
        Schema.Document document = document();
        Set<String> endless = new TreeSet<>();
        for (Operation operation : operations(document)) {
            if (operation.hasBody()) {
                Schema body = document.resolve(operation.json().at(SCHEMA));
                collectEndless(document, operation.id(), body, 0, endless);
            }
        }
        assertThat(endless).isEmpty();
    }

    private static void collectEndless(
            Schema.Document document, String at, Schema schema, int depth, Set<String> found) {
        if (schema.isText() && !schema.isBounded()) {
            found.add(at);
        } else if (schema.isList()) {
            collectEndless(document, at + "/0", schema.element(document), depth + 1, found);
        } else if (depth < 8) {
            schema.members(document)
                    .forEach(
                            (name, it) ->
                                    collectEndless(
                                            document, at + "/" + name, it, depth + 1, found));
        }
    }

    private static Schema.Document document() {
        return new Schema.Document(api().get("/openapi.json").is(200).body());
    }

    private static List<Operation> operations(Schema.Document document) {
        List<Operation> all = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.json().at("/paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                String method = operation.getKey().toUpperCase(Locale.ROOT);
                all.add(new Operation(method, path.getKey(), operation.getValue()));
            }
        }
        return all;
    }
}

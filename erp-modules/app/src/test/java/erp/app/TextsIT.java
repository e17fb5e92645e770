package erp.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The rule of texts holds for each text of each body and query that the API's own description
 * names, so that no module can forget it.
 */
class TextsIT extends ErpIT {
    private static final Map<String, String> DECEIVING =
            Map.of(
                    "NUL", "a\\u0000b",
                    "half a surrogate pair", "a\\ud800b",
                    "a direction override", "a\\u202Eb",
                    "a zero-width space", "a\\u200Bb");
    private static final String ID = "01900000-0000-7000-8000-000000000001";

    /** A text somewhere in a body: how to get there, and the body around it. */
    private record Place(String pointer, JsonNode body) {}

    @TestFactory
    Stream<DynamicTest> each_text_of_each_body_refuses_what_deceives() {
        JsonNode document = document();
        List<DynamicTest> tests = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.at("/paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                JsonNode schema =
                        operation.getValue().at("/requestBody/content/application~1json/schema");
                if (schema.isMissingNode()) {
                    continue;
                }
                for (Place place : places(document, schema)) {
                    String method = operation.getKey().toUpperCase(java.util.Locale.ROOT);
                    tests.add(
                            DynamicTest.dynamicTest(
                                    method + " " + path.getKey() + " " + place.pointer(),
                                    () -> refuses(method, path.getKey(), place)));
                }
            }
        }
        assertThat(tests).hasSizeGreaterThan(30);
        return tests.stream();
    }

    private static void refuses(String method, String path, Place place) {
        DECEIVING.forEach(
                (what, text) -> {
                    String body = place.body().toString().replace("\"TEXT\"", "\"" + text + "\"");
                    Api.Answer answer =
                            api().send(
                                            method,
                                            path.replaceAll("\\{[a-zA-Z]+}", ID),
                                            body,
                                            "Idempotency-Key",
                                            UUID.randomUUID().toString(),
                                            "If-Match",
                                            "*");
                    assertThat(answer.status()).as(what).isEqualTo(422);
                    assertThat(pointers(answer, "characters")).as(what).contains(place.pointer());
                });
    }

    private static List<String> pointers(Api.Answer answer, String rule) {
        List<String> found = new ArrayList<>();
        for (JsonNode error : answer.body().at("/errors")) {
            if (error.at("/code").asString().equals(rule)) {
                found.add(error.at("/pointer").asString());
            }
        }
        return found;
    }

    private static List<Place> places(JsonNode document, JsonNode schema) {
        Map<String, ObjectNode> bodies = new LinkedHashMap<>();
        ObjectNode root = Api.JSON.createObjectNode();
        collect(document, schema, "", root, root, bodies);
        return bodies.entrySet().stream()
                .map(found -> new Place(found.getKey(), found.getValue()))
                .toList();
    }

    /** Walks the members; each free text found leaves a copy of the body with TEXT in its place. */
    private static void collect(
            JsonNode document,
            JsonNode named,
            String at,
            ObjectNode root,
            ObjectNode object,
            Map<String, ObjectNode> found) {
        JsonNode schema = resolved(document, named);
        for (Map.Entry<String, JsonNode> member : schema.at("/properties").properties()) {
            String name = member.getKey();
            JsonNode type = resolved(document, member.getValue());
            String pointer = at + "/" + name;
            if (isText(type)) {
                object.put(name, "TEXT");
                found.put(pointer, root.deepCopy());
            } else if (type.has("items")) {
                ArrayNode array = object.putArray(name);
                JsonNode items = resolved(document, type.get("items"));
                if (isText(items)) {
                    array.add("TEXT");
                    found.put(pointer + "/0", root.deepCopy());
                } else {
                    collect(document, items, pointer + "/0", root, array.addObject(), found);
                }
            } else if (type.has("properties")) {
                collect(document, type, pointer, root, object.putObject(name), found);
            }
            object.remove(name);
        }
    }

    private static JsonNode resolved(JsonNode document, JsonNode schema) {
        if (schema.has("$ref")) {
            return document.at(schema.get("$ref").asString().substring(1));
        }
        return schema.has("anyOf") ? resolved(document, schema.at("/anyOf/0")) : schema;
    }

    /** A text that people write; dates, ids, numbers and constants have rules of their own. */
    private static boolean isText(JsonNode schema) {
        return schema.at("/type").toString().contains("string")
                && !schema.has("enum")
                && !List.of("uuid", "date", "date-time").contains(schema.at("/format").asString(""))
                && !schema.at("/pattern").asString("").contains("(\\.[0-9]");
    }

    @Test
    void each_text_of_each_query_refuses_what_deceives() {
        int texts = 0;
        for (Map.Entry<String, JsonNode> path : document().at("/paths").properties()) {
            for (JsonNode parameter : path.getValue().at("/get/parameters")) {
                boolean text =
                        parameter.at("/in").asString("").equals("query")
                                && isText(parameter.at("/schema"));
                if (text) {
                    texts++;
                    String name = parameter.at("/name").asString();
                    String asked =
                            path.getKey().replaceAll("\\{\\w+}", UUID.randomUUID().toString())
                                    + "?"
                                    + name;
                    Api.Answer answer = api().get(asked + "=a%E2%80%AEb").is(422);
                    assertThat(pointers(answer, "characters")).containsExactly("?" + name);
                    api().get(asked + "=%C0%AF").is(400);
                }
            }
        }
        assertThat(texts).isPositive();
    }

    @Test
    void an_item_number_is_in_any_script_and_found_in_any_spelling() {
        String composed = "caf\u00E9-" + System.nanoTime();
        String decomposed = composed.replace("\u00E9", "e\u0301");
        Map<String, String> item = Map.of("sku", decomposed, "name", "Кофе", "unit", "包");
        UUID id = api().post("/api/v1/inventory/items", item).is(201).id();
        assertThat(skus(composed)).containsExactly(id);
        assertThat(skus(decomposed)).containsExactly(id);
        assertThat(skus(composed.replace("\u00E9", "e"))).isEmpty();
        api().post("/api/v1/inventory/items", Map.of("sku", composed, "name", "n", "unit", "pcs"))
                .is(409);
        Map<String, String> plain =
                Map.of("sku", composed.replace("\u00E9", "e"), "name", "n", "unit", "pcs");
        api().post("/api/v1/inventory/items", plain).is(201);
        Map<String, String> chinese =
                Map.of("sku", "货号" + System.nanoTime(), "name", "茶", "unit", "盒");
        api().post("/api/v1/inventory/items", chinese).is(201);
        api().post("/api/v1/inventory/warehouses", Map.of("code", "Склад/1", "name", "倉庫")).is(201);
        Map<String, String> account = Map.of("code", "Ä-१", "name", "Übriges", "type", "EXPENSE");
        api().post("/api/v1/finance/accounts", account).is(201);
        Api.Answer refused =
                api().post(
                                "/api/v1/inventory/items",
                                Map.of("sku", "a b", "name", "n", "unit", "pcs"))
                        .is(422);
        assertThat(refused.text("/errors/0/message")).contains("letters and digits of any script");
    }

    private static List<UUID> skus(String sku) {
        String query = java.net.URLEncoder.encode(sku, java.nio.charset.StandardCharsets.UTF_8);
        return api()
                .get("/api/v1/inventory/items?sku=" + query)
                .is(200)
                .body()
                .at("/items")
                .findValuesAsString("id")
                .stream()
                .map(UUID::fromString)
                .toList();
    }

    private static JsonNode document() {
        return api().get("/openapi.json").is(200).body();
    }
}

package erp.app;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** A schema of the API's description, and values that it takes or not. */
record Schema(JsonNode json) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Texts of which at least one is right wherever a text is wanted. */
    private static final List<String> TEXTS =
            List.of(
                    "A",
                    "1",
                    "-1",
                    "0",
                    "08:00",
                    "EUR",
                    "DE",
                    "a1",
                    "a@example.org",
                    "+4930123456",
                    "2026-01-31",
                    "2026-01-31T08:00:00Z",
                    "01900000-0000-7000-8000-000000000001",
                    "a-long-enough-secret",
                    "\"0\"",
                    "DE02120300000000202051",
                    "A".repeat(8),
                    "A".repeat(40));

    /** Texts that are wrong here and there. */
    private static final List<String> ODD =
            List.of(
                    "",
                    "  ",
                    "-1",
                    "0",
                    "1e3",
                    "0.00000000000001",
                    "9".repeat(40),
                    "2026-02-30",
                    "no such thing");

    /** What schemas refer to. */
    record Document(JsonNode json) {
        Schema resolve(JsonNode schema) {
            if (schema.has("$ref")) {
                return resolve(json.at(schema.get("$ref").asString().substring(1)));
            }
            return schema.has("anyOf") ? resolve(schema.at("/anyOf/0")) : new Schema(schema);
        }
    }

    private boolean is(String type) {
        JsonNode said = json.path("type");
        return said.isString() ? said.asString().equals(type) : said.toString().contains(type);
    }

    boolean isObject() {
        return json.has("properties");
    }

    boolean isList() {
        return is("array");
    }

    boolean isText() {
        return is("string");
    }

    boolean isLeaf() {
        return !isList() && !is("object");
    }

    boolean requires(String member) {
        return json.path("required").valueStream().anyMatch(it -> it.asString().equals(member));
    }

    Map<String, Schema> members(Document document) {
        Map<String, Schema> members = new LinkedHashMap<>();
        json.path("properties")
                .properties()
                .forEach(it -> members.put(it.getKey(), document.resolve(it.getValue())));
        return members;
    }

    Schema element(Document document) {
        return document.resolve(json.path("items"));
    }

    /** Whether there is an end to how long it may be. */
    boolean isBounded() {
        return List.of("maxLength", "enum", "format").stream().anyMatch(json::has)
                || !takes("A".repeat(5_000)) && !takes("9".repeat(5_000));
    }

    /** A value that it takes. */
    JsonNode right() {
        if (isText()) {
            if (json.has("enum")) {
                return json.at("/enum/0");
            }
            return TEXTS.stream()
                    .filter(this::takes)
                    .findFirst()
                    .map(JSON::stringNode)
                    .orElseThrow(() -> new AssertionError("a right text for " + json));
        } else if (is("integer")) {
            long least = json.path("minimum").asLong(json.has("exclusiveMinimum") ? 1 : 0);
            return JSON.numberNode(Math.min(least, json.path("maximum").asLong(least)));
        } else if (is("boolean")) {
            return JSON.booleanNode(true);
        }
        return JSON.objectNode();
    }

    /** Values of other types than it has. */
    List<JsonNode> mistyped() {
        if (isText()) {
            return List.of(JSON.numberNode(7), JSON.booleanNode(true), JSON.objectNode());
        } else if (is("integer")) {
            return List.of(JSON.stringNode("7"), JSON.numberNode(1.5), JSON.arrayNode());
        } else if (is("boolean")) {
            return List.of(JSON.stringNode("true"), JSON.numberNode(1));
        } else if (isList()) {
            return List.of(JSON.objectNode(), JSON.stringNode("a"));
        } else if (is("object")) {
            return List.of(JSON.arrayNode(), JSON.stringNode("a"));
        }
        return List.of();
    }

    /** Values of its type that it does not take. */
    List<JsonNode> wrong() {
        if (isText()) {
            return wrongTexts().stream().<JsonNode>map(JSON::stringNode).toList();
        }
        List<JsonNode> wrong = new ArrayList<>();
        if (is("integer")) {
            for (String bound : List.of("minimum", "exclusiveMinimum")) {
                if (json.has(bound)) {
                    wrong.add(JSON.numberNode(json.get(bound).asLong() - 1));
                }
            }
            if (json.has("maximum")) {
                wrong.add(JSON.numberNode(json.get("maximum").asLong() + 1));
            }
            wrong.add(JSON.numberNode(BigInteger.TWO.pow(80)));
            wrong.add(JSON.numberNode(BigInteger.TWO.pow(80).negate()));
        } else if (isList() && json.path("minItems").asInt(0) > 0) {
            wrong.add(JSON.arrayNode());
        }
        return wrong;
    }

    List<String> wrongTexts() {
        List<String> wrong = new ArrayList<>();
        if (json.has("maxLength")) {
            wrong.add("x".repeat(json.get("maxLength").asInt() + 1));
        }
        ODD.stream().filter(it -> !takes(it)).forEach(wrong::add);
        return wrong;
    }

    private boolean takes(String text) {
        int length = text.codePointCount(0, text.length());
        return length >= json.path("minLength").asInt(0)
                && length <= json.path("maxLength").asInt(Integer.MAX_VALUE)
                && (!json.has("enum") || isConstant(text))
                && (!json.has("pattern")
                        || Pattern.compile(json.get("pattern").asString()).matcher(text).find())
                && isOfFormat(text);
    }

    private boolean isConstant(String text) {
        return json.get("enum").valueStream().anyMatch(it -> Objects.equals(it.asString(), text));
    }

    private boolean isOfFormat(String text) {
        try {
            return switch (json.path("format").asString("")) {
                case "uuid" -> text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
                case "date" -> !LocalDate.parse(text).equals(LocalDate.MIN);
                case "date-time" -> !Instant.parse(text).equals(Instant.MIN);
                case "email" -> text.matches("[^@\\s]+@[^@\\s]+");
                default -> true;
            };
        } catch (DateTimeException e) {
            return false;
        }
    }
}

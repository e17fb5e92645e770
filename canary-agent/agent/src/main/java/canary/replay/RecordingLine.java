package canary.replay;

import canary.counters.Refusal;

import tools.jackson.databind.JsonNode;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** An object in a line of a recording; says what is wrong with it by line, field and rule. */
final class RecordingLine {
    private final JsonNode at;
    private final int number;
    private final String path;

    RecordingLine(JsonNode at, int number) {
        this(at, number, "");
    }

    private RecordingLine(JsonNode at, int number, String path) {
        this.at = at;
        this.number = number;
        this.path = path;
    }

    void object() {
        if (!at.isObject()) {
            throw new RecordingException(
                    "line %d: %s is an object, not %s"
                            .formatted(number, path.isEmpty() ? "a line" : path, at));
        }
    }

    JsonNode required(String field) {
        JsonNode value = at.get(field);
        if (value == null || value.isNull()) {
            throw new RecordingException("line %d: %s is missing".formatted(number, name(field)));
        }
        return value;
    }

    void text(String field) {
        JsonNode value = required(field);
        if (!value.isString() || value.asString().isEmpty()) {
            throw problem(field, "a text", value.toString());
        }
    }

    void bool(String field) {
        JsonNode value = required(field);
        if (!value.isBoolean()) {
            throw problem(field, "true or false", value.toString());
        }
    }

    void oneOf(String field, List<String> words) {
        JsonNode value = required(field);
        if (!value.isString() || !words.contains(value.asString())) {
            throw problem(field, "one of " + String.join(", ", words), value.toString());
        }
    }

    void number(String field, double most) {
        JsonNode value = required(field);
        if (!value.isNumber() || !(value.asDouble() >= 0 && value.asDouble() <= most)) {
            throw problem(field, "a number from 0 to %.0f".formatted(most), value.toString());
        }
    }

    void whole(String field, long most) {
        whole(field, required(field), most);
    }

    private void whole(String field, JsonNode value, long most) {
        boolean isWhole =
                value.isIntegralNumber()
                        ? value.canConvertToLong()
                        : value.isNumber() && value.asDouble() == Math.rint(value.asDouble());
        if (!isWhole || value.asDouble() < 0 || value.asDouble() > most) {
            throw problem(
                    field,
                    most == Long.MAX_VALUE
                            ? "a whole number from 0"
                            : "a whole number from 0 to " + most,
                    value.toString());
        }
    }

    /** An object of counts; may be absent. */
    void counts(String field) {
        JsonNode value = at.get(field);
        if (value == null || value.isNull()) {
            return;
        }
        if (!value.isObject()) {
            throw problem(field, "an object of counts", value.toString());
        }
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            String le = entry.getKey();
            if (!le.equals("+Inf") && !le.matches("[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?")) {
                throw problem(field, "keyed by upper edges in seconds or +Inf", '"' + le + '"');
            }
            whole(field + "." + le, entry.getValue(), Long.MAX_VALUE);
        }
        if (!value.isEmpty() && value.get("+Inf") == null) {
            throw new RecordingException(
                    "line %d: %s is missing".formatted(number, name(field + ".+Inf")));
        }
    }

    /** An object of counts by status 4xx; may be absent. */
    void refusals(String field) {
        JsonNode value = at.get(field);
        if (value == null || value.isNull()) {
            return;
        }
        if (!value.isObject()) {
            throw problem(field, "an object of counts", value.toString());
        }
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            String code = entry.getKey();
            if (Arrays.stream(Refusal.values()).noneMatch(it -> it.code().equals(code))) {
                throw problem(
                        field,
                        "keyed by 401, 403, 404, 409, 422, 429 or 4xx for the rest",
                        '"' + code + '"');
            }
            whole(field + "." + code, entry.getValue(), Long.MAX_VALUE);
        }
    }

    /** Looks at each element of a list. */
    void list(String field, boolean isRequired, Consumer<RecordingLine> element) {
        JsonNode value = at.get(field);
        if (value == null || value.isNull()) {
            if (isRequired) {
                required(field);
            }
            return;
        }
        if (!value.isArray()) {
            throw problem(field, "a list", value.toString());
        }
        for (int i = 0; i < value.size(); i++) {
            RecordingLine one =
                    new RecordingLine(value.get(i), number, name(field) + "[" + i + "]");
            one.object();
            element.accept(one);
        }
    }

    RecordingException problem(String field, String rule, String value) {
        String shown = value.length() > 80 ? value.substring(0, 80) + "..." : value;
        return new RecordingException(
                "line %d: %s is %s, not %s".formatted(number, name(field), rule, shown));
    }

    private String name(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }
}

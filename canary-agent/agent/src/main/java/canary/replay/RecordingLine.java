package canary.replay;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** An object in a line of a recording; says what is wrong with it by line, field and rule. */
final class RecordingLine {

    /** Counters are far below; sums of many stay far below 2^63. */
    static final long MOST = 1_000_000_000_000_000L;

    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    /** As seconds this would be in the year 5138, as milliseconds it is in 1973. */
    private static final BigDecimal FIRST_MILLIS = new BigDecimal("1e11");

    private static final int SHOWN = 80;
    private static final int LONGEST = 400;
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
    private static final double MOST_OF_A_NUMBER = 1e18;

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
                            .formatted(number, path.isEmpty() ? "a line" : path, shown(at)));
        }
    }

    boolean has(String field) {
        return optional(field) != null;
    }

    private @Nullable JsonNode optional(String field) {
        JsonNode value = at.get(field);
        return value == null || value.isNull() ? null : value;
    }

    private JsonNode required(String field) {
        JsonNode value = optional(field);
        if (value == null) {
            throw new RecordingException("line %d: %s is missing".formatted(number, name(field)));
        }
        return value;
    }

    /** A text that must be there; returns it. */
    String text(String field) {
        JsonNode value = required(field);
        if (!value.isString() || value.asString().isEmpty()) {
            throw problem(field, "a text", value);
        }
        return value.asString();
    }

    /** A text that may be empty or absent; returns it, or the empty string. */
    String optionalText(String field) {
        JsonNode value = optional(field);
        if (value != null && !value.isString()) {
            throw problem(field, "a text", value);
        }
        return value == null ? "" : value.asString();
    }

    void texts(String field) {
        JsonNode value = optional(field);
        if (value == null) {
            return;
        }
        if (!value.isArray() || !value.valueStream().allMatch(JsonNode::isString)) {
            throw problem(field, "a list of texts", value);
        }
    }

    /** One of some names; returns it. */
    <E> String oneOf(String field, E[] values, Function<E, String> name) {
        String text = text(field);
        StringBuilder names = new StringBuilder();
        for (E value : values) {
            if (name.apply(value).equals(text)) {
                return text;
            }
            names.append(names.isEmpty() ? "" : ", ").append(name.apply(value));
        }
        throw problem(field, "one of " + names, required(field));
    }

    void bool(String field) {
        JsonNode value = required(field);
        if (!value.isBoolean()) {
            throw problem(field, "true or false", value);
        }
    }

    /** A count that must be there. */
    void whole(String field, long most) {
        whole(field, required(field), most);
    }

    /** A count that may be absent. */
    void optionalWhole(String field, long most) {
        JsonNode value = optional(field);
        if (value != null) {
            whole(field, value, most);
        }
    }

    private void whole(String field, JsonNode value, long most) {
        double count = value.isNumber() ? value.asDouble() : Double.NaN;
        if (!(count >= 0 && count <= most && count == Math.rint(count))) {
            throw problem(field, "a whole number from 0 to " + most, value);
        }
    }

    /** A number that may be absent. */
    void number(String field, boolean mayBeNegative) {
        JsonNode value = optional(field);
        if (value == null) {
            return;
        }
        double number = value.isNumber() ? value.asDouble() : Double.NaN;
        if (!(Math.abs(number) <= MOST_OF_A_NUMBER) || (number < 0 && !mayBeNegative)) {
            String least = mayBeNegative ? "-1e18" : "0";
            throw problem(field, "a number from " + least + " to 1e18", value);
        }
    }

    /** Counts by name; may be absent. */
    void counts(String field, long most) {
        for (Map.Entry<String, JsonNode> entry : fields(field)) {
            whole(field + "." + entry.getKey(), entry.getValue(), most);
        }
    }

    /** Counts by names that are known; may be absent. */
    void counts(String field, Set<String> known, String rule) {
        for (Map.Entry<String, JsonNode> entry : fields(field)) {
            if (!known.contains(entry.getKey())) {
                throw keyed(field, rule, entry.getKey());
            }
        }
        counts(field, MOST);
    }

    private Set<Map.Entry<String, JsonNode>> fields(String field) {
        JsonNode value = optional(field);
        if (value == null) {
            return Set.of();
        }
        if (!value.isObject()) {
            throw problem(field, "an object of counts", value);
        }
        return value.properties();
    }

    /**
     * Counts by upper edge; may be absent. Edges that are one number are written in one way
     * afterwards, or the same edge of two programs would be two.
     */
    void buckets(String field) {
        if (fields(field).isEmpty()) {
            return;
        }
        ObjectNode written = ((ObjectNode) at).objectNode();
        for (Map.Entry<String, JsonNode> entry : fields(field)) {
            String le = entry.getKey();
            String edge = le.equals("+Inf") ? le : String.valueOf(edge(field, le));
            if (written.has(edge)) {
                throw new RecordingException(
                        "line %d: %s has the edge %s twice".formatted(number, name(field), edge));
            }
            whole(field + "." + le, entry.getValue(), MOST);
            written.set(edge, entry.getValue());
        }
        if (!written.has("+Inf")) {
            throw new RecordingException(
                    "line %d: %s is missing".formatted(number, name(field + ".+Inf")));
        }
        ((ObjectNode) at).set(field, written);
    }

    private double edge(String field, String le) {
        boolean isNumber = le.matches("[0-9]{1,30}(\\.[0-9]{1,30})?([eE][+-]?[0-9]{1,3})?");
        double edge = isNumber ? Double.parseDouble(le) : Double.NaN;
        if (!Double.isFinite(edge)) {
            throw keyed(field, "upper edges in seconds or +Inf", le);
        }
        return edge;
    }

    private RecordingException keyed(String field, String rule, String key) {
        return problem(field, "keyed by " + rule, '"' + key + '"');
    }

    /** A time that must be there; it is written as an ISO time afterwards. */
    Instant time(String field) {
        JsonNode value = required(field);
        Instant time = value.isNumber() ? ofNumber(value) : ofText(value.asString(""));
        if (time == null || time.isBefore(FIRST) || !time.isBefore(END)) {
            throw problem(
                    field,
                    "a time like 2026-11-24T09:00:00Z, or seconds or milliseconds since 1970, up to"
                            + " the year 9999",
                    value);
        }
        ((ObjectNode) at).put(field, time.toString());
        return time;
    }

    void optionalTime(String field) {
        if (has(field)) {
            time(field);
        }
    }

    private static @Nullable Instant ofNumber(JsonNode value) {
        double size = value.asDouble();
        if (!(size >= 0 && size <= MOST)) {
            return null;
        }
        BigDecimal number = value.decimalValue();
        BigDecimal millis = number.compareTo(FIRST_MILLIS) < 0 ? number.multiply(THOUSAND) : number;
        return Instant.ofEpochMilli(Math.round(millis.doubleValue()));
    }

    private static @Nullable Instant ofText(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Looks at each element of a list; may be absent. */
    void list(String field, Consumer<RecordingLine> element) {
        JsonNode value = optional(field);
        if (value == null) {
            return;
        }
        if (!value.isArray()) {
            throw problem(field, "a list", value);
        }
        for (int i = 0; i < value.size(); i++) {
            RecordingLine one =
                    new RecordingLine(value.get(i), number, name(field) + "[" + i + "]");
            one.object();
            element.accept(one);
        }
    }

    /**
     * The same for a list in which nothing stands twice.
     *
     * @param element returns what it speaks of; empty for what may stand twice
     */
    void distinct(String field, Function<RecordingLine, String> element) {
        Set<String> known = new HashSet<>();
        list(
                field,
                one -> {
                    String of = element.apply(one);
                    if (!of.isEmpty() && !known.add(of)) {
                        throw new RecordingException(
                                "line %d: %s speaks of %s once more"
                                        .formatted(number, one.path, flat(of)));
                    }
                });
    }

    void requiredList(String field) {
        required(field);
    }

    private RecordingException problem(String field, String rule, JsonNode value) {
        return problem(field, rule, value.toString());
    }

    private RecordingException problem(String field, String rule, String value) {
        return new RecordingException(
                "line %d: %s is %s, not %s".formatted(number, name(field), rule, flat(value)));
    }

    private static String shown(JsonNode value) {
        return flat(value.toString());
    }

    /** A piece of what was read, as a sentence can show it. */
    static String flat(String text) {
        return flat(text, SHOWN);
    }

    /** A sentence with something in it that was read. */
    static String sentence(String text) {
        return flat(text, LONGEST);
    }

    private static String flat(String text, int most) {
        String cut = text.length() > most ? text.substring(0, most) + "..." : text;
        return cut.replaceAll("[\\p{Cntrl}\\s]+", " ");
    }

    private String name(String field) {
        return flat(path.isEmpty() ? field : path + "." + field);
    }
}

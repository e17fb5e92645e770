package canary.plan;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Reads one object of a plan and collects what is wrong with it. What is missing or bad yields the
 * default, so that reading goes on and all problems are found at once.
 */
final class Section {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,63}");

    private final String path;
    private final @Nullable JsonNode node;
    private final List<String> problems;
    private final UnaryOperator<@Nullable String> environment;
    private final TreeSet<String> known = new TreeSet<>();

    Section(
            String path,
            @Nullable JsonNode node,
            List<String> problems,
            UnaryOperator<@Nullable String> environment) {
        this.path = path;
        this.node = node;
        this.problems = problems;
        this.environment = environment;
        if (node != null && !node.isObject()) {
            problems.add(name("") + "must be an object with named fields");
        }
    }

    boolean isPresent() {
        return node != null;
    }

    private @Nullable JsonNode field(String key) {
        known.add(key);
        JsonNode field = node == null ? null : node.get(key);
        return field == null || field.isNull() ? null : field;
    }

    /** Whether a field that may be left out is there. */
    boolean has(String key) {
        return field(key) != null;
    }

    Section section(String key) {
        return new Section(at(key), field(key), problems, environment);
    }

    /** A list of objects; empty where the key is absent. */
    List<Section> sections(String key) {
        JsonNode field = field(key);
        List<Section> sections = new ArrayList<>();
        if (field != null && !field.isArray()) {
            problem(key, "must be a list");
        } else if (field != null) {
            for (int i = 0; i < field.size(); i++) {
                sections.add(
                        new Section(at(key) + "[" + i + "]", field.get(i), problems, environment));
            }
        }
        return sections;
    }

    /** Text that must be there; {@code env:NAME} is read from the environment. */
    String text(String key) {
        JsonNode field = field(key);
        if (field == null) {
            problem(key, "is required");
            return "";
        }
        if (!field.isValueNode() || field.asString().isBlank()) {
            problem(key, "must be text");
            return "";
        }
        String text = field.asString();
        if (!text.startsWith("env:")) {
            return text;
        }
        String value = environment.apply(text.substring(4));
        if (value == null || value.isEmpty()) {
            problem(
                    key,
                    "names the environment variable " + text.substring(4) + ", which is not set");
            return "";
        }
        return value;
    }

    URI uri(String key) {
        String text = text(key);
        try {
            URI uri = URI.create(text);
            if (!text.isEmpty()
                    && (uri.getHost() == null || !"http https".contains(uri.getScheme()))) {
                problem(key, "must be an http or https address");
            }
            return uri;
        } catch (IllegalArgumentException e) {
            problem(key, "must be an http or https address");
            return URI.create("");
        }
    }

    int integer(String key, int absent, int min, int max) {
        JsonNode field = field(key);
        if (field == null) {
            return absent;
        }
        if (!field.isIntegralNumber()
                || !field.canConvertToInt()
                || !isWithin(field.asInt(), min, max)) {
            problem(key, "must be a whole number from %d to %d".formatted(min, max));
            return absent;
        }
        return field.asInt();
    }

    double share(String key, double absent) {
        return number(key, absent, 0, 1);
    }

    double number(String key, double absent, double min, double max) {
        JsonNode field = field(key);
        if (field == null) {
            return absent;
        }
        if (!field.isNumber() || !isWithin(field.asDouble(), min, max)) {
            problem(key, "must be a number from %s to %s".formatted(plain(min), plain(max)));
            return absent;
        }
        return field.asDouble();
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    boolean bool(String key, boolean absent) {
        JsonNode field = field(key);
        if (field == null) {
            return absent;
        }
        if (!field.isBoolean()) {
            problem(key, "must be true or false");
            return absent;
        }
        return field.asBoolean();
    }

    private static boolean isWithin(double value, double min, double max) {
        return value >= min && value <= max;
    }

    Duration duration(String key, Duration absent, Duration min, Duration max) {
        JsonNode field = field(key);
        return field == null ? absent : duration(field, key, absent, min, max, "");
    }

    private Duration duration(
            JsonNode field, String key, Duration bad, Duration min, Duration max, String beside) {
        Optional<Duration> value = Durations.parse(field.isValueNode() ? field.asString() : "");
        if (value.isEmpty() || value.get().compareTo(min) < 0 || value.get().compareTo(max) > 0) {
            problem(
                    key,
                    "must be %sa duration such as 30s, 15m, 1h30m from %s to %s"
                            .formatted(beside, Durations.write(min), Durations.write(max)));
            return bad;
        }
        return value.get();
    }

    /** Null for {@code never}, and where the key is absent. */
    @Nullable Duration durationOrNever(String key, Duration min, Duration max) {
        JsonNode field = field(key);
        return field == null || field.asString("").equals("never")
                ? null
                : duration(field, key, min, min, max, "never or ");
    }

    <E extends Enum<E>> E oneOf(String key, E absent, E[] values) {
        JsonNode field = field(key);
        if (field == null) {
            return absent;
        }
        Function<E, String> written = value -> value.name().toLowerCase(Locale.ROOT);
        for (E value : values) {
            if (field.isString() && written.apply(value).equalsIgnoreCase(field.asString())) {
                return value;
            }
        }
        problem(
                key,
                "must be one of " + String.join(", ", Arrays.stream(values).map(written).toList()));
        return absent;
    }

    /** Different words of small letters, as names of things are that others know. */
    Set<String> words(String key, String what) {
        return words(key, NAME, what);
    }

    /** A list of different texts that look like this. */
    Set<String> words(String key, Pattern form, String what) {
        JsonNode field = field(key);
        Set<String> words = new TreeSet<>();
        if (field == null) {
            return words;
        }
        for (JsonNode each : field.isArray() ? field : List.of(field)) {
            if (each.isString() && form.matcher(each.asString()).matches()) {
                words.add(each.asString());
            }
        }
        if (!field.isArray() || words.size() != field.size()) {
            problem(key, "must be a list of different " + what);
            return new TreeSet<>();
        }
        return words;
    }

    /** Call last: keys that nobody asked for are mistakes. */
    void refuseUnknown() {
        if (node == null || !node.isObject()) {
            return;
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (!known.contains(field.getKey())) {
                problem(field.getKey(), "is unknown here; known are " + String.join(", ", known));
            }
        }
    }

    /** The same, for what was read from all that is known here. */
    <T> T whole(T read) {
        refuseUnknown();
        return read;
    }

    void problem(String key, String rule) {
        problems.add(name(key) + rule);
    }

    private String name(String key) {
        String full = key.isEmpty() ? path : at(key);
        return full.isEmpty() ? "plan: " : full + ": ";
    }

    private String at(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}

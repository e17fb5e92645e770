package canary.plan;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
    private static final Pattern WHOLE = Pattern.compile("[-+]?(0|[1-9][0-9]{0,9})");
    private static final Pattern DECIMAL =
            Pattern.compile(
                    "[-+]?((0|[1-9][0-9]{0,14})(\\.[0-9]{0,30})?|\\.[0-9]{1,30})([eE][-+]?[0-9]{1,3})?");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,63}");

    private final String path;
    private final @Nullable PlanNode node;
    private final List<String> problems;
    private final UnaryOperator<@Nullable String> environment;
    private final TreeSet<String> known = new TreeSet<>();

    Section(
            String path,
            @Nullable PlanNode node,
            List<String> problems,
            UnaryOperator<@Nullable String> environment) {
        this.path = path;
        this.node = node;
        this.problems = problems;
        this.environment = environment;
        if (node != null && !(node instanceof PlanNode.Fields)) {
            problems.add(name("") + "must be an object with named fields");
        }
    }

    boolean isPresent() {
        return node != null;
    }

    private @Nullable PlanNode field(String key) {
        known.add(key);
        PlanNode field = node instanceof PlanNode.Fields fields ? fields.all().get(key) : null;
        return field instanceof PlanNode.Nothing ? null : field;
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
        PlanNode field = field(key);
        List<Section> sections = new ArrayList<>();
        if (field instanceof PlanNode.Items items) {
            for (PlanNode item : items.all()) {
                String name = at(key) + "[" + sections.size() + "]";
                sections.add(new Section(name, item, problems, environment));
            }
        } else if (field != null) {
            problem(key, "must be a list");
        }
        return sections;
    }

    /**
     * Text that must be there, as it is written, whatever YAML takes it for: {@code 1.10} is not
     * {@code 1.1}. {@code env:NAME} is read from the environment.
     */
    String text(String key) {
        PlanNode field = field(key);
        if (field == null) {
            problem(key, "is required");
            return "";
        }
        String text = written(field);
        if (text.isBlank()) {
            problem(key, "must be text");
            return "";
        }
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

    /** A list of texts as they are written; empty where the key is absent. */
    List<String> texts(String key) {
        PlanNode field = field(key);
        if (field == null) {
            return List.of();
        }
        List<PlanNode> items = field instanceof PlanNode.Items list ? list.all() : List.of();
        List<String> texts = items.stream().map(Section::written).toList();
        if (texts.isEmpty() || texts.stream().anyMatch(String::isBlank)) {
            problem(key, "must be a list of texts");
            return List.of();
        }
        return texts;
    }

    URI uri(String key) {
        String text = text(key);
        try {
            URI uri = URI.create(text);
            if (!text.isEmpty() && (uri.getHost() == null || !isHttp(uri.getScheme()))) {
                problem(key, "must be an http or https address");
            }
            return uri;
        } catch (IllegalArgumentException e) {
            problem(key, "must be an http or https address");
            return URI.create("");
        }
    }

    private static boolean isHttp(@Nullable String scheme) {
        return "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
    }

    int integer(String key, int absent, int min, int max) {
        PlanNode field = field(key);
        if (field == null) {
            return absent;
        }
        String text = number(field);
        if (!WHOLE.matcher(text).matches() || !isWithin(Double.parseDouble(text), min, max)) {
            problem(key, "must be a whole number from %d to %d".formatted(min, max));
            return absent;
        }
        return Integer.parseInt(text);
    }

    double share(String key, double absent) {
        return number(key, absent, 0, 1);
    }

    double number(String key, double absent, double min, double max) {
        PlanNode field = field(key);
        if (field == null) {
            return absent;
        }
        String text = number(field);
        if (!DECIMAL.matcher(text).matches() || !isWithin(Double.parseDouble(text), min, max)) {
            problem(key, "must be a number from %s to %s".formatted(plain(min), plain(max)));
            return absent;
        }
        return Double.parseDouble(text);
    }

    private static String written(PlanNode field) {
        return field instanceof PlanNode.Scalar scalar ? scalar.text() : "";
    }

    /** The text of a number that does not stand in quotes; else the empty string. */
    private static String number(PlanNode field) {
        return field instanceof PlanNode.Scalar(String text, PlanNode.Kind kind)
                        && kind == PlanNode.Kind.NUMBER
                ? text
                : "";
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    boolean bool(String key, boolean absent) {
        PlanNode field = field(key);
        if (field == null) {
            return absent;
        }
        if (field instanceof PlanNode.Scalar(String text, PlanNode.Kind kind)
                && kind == PlanNode.Kind.TRUTH) {
            return text.equalsIgnoreCase("true");
        }
        problem(key, "must be true or false");
        return absent;
    }

    private static boolean isWithin(double value, double min, double max) {
        return value >= min && value <= max;
    }

    Duration duration(String key, Duration absent, Duration min, Duration max) {
        PlanNode field = field(key);
        return field == null ? absent : duration(field, key, absent, min, max, "");
    }

    private Duration duration(
            PlanNode field, String key, Duration bad, Duration min, Duration max, String beside) {
        Optional<Duration> value = Durations.parse(written(field));
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
        PlanNode field = field(key);
        return field == null || written(field).equals("never")
                ? null
                : duration(field, key, min, min, max, "never or ");
    }

    <E extends Enum<E>> E oneOf(String key, E absent, E[] values) {
        PlanNode field = field(key);
        if (field == null) {
            return absent;
        }
        Function<E, String> word = value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-');
        for (E value : values) {
            if (word.apply(value).equalsIgnoreCase(written(field))) {
                return value;
            }
        }
        problem(
                key,
                "must be one of " + String.join(", ", Arrays.stream(values).map(word).toList()));
        return absent;
    }

    /** Different words of small letters, as names of things are that others know. */
    Set<String> words(String key, String what) {
        return words(key, NAME, what);
    }

    /** A list of different texts that look like this. */
    Set<String> words(String key, Pattern form, String what) {
        PlanNode field = field(key);
        Set<String> words = new TreeSet<>();
        if (field == null) {
            return words;
        }
        List<PlanNode> items = field instanceof PlanNode.Items list ? list.all() : List.of();
        for (PlanNode each : items) {
            if (form.matcher(written(each)).matches()) {
                words.add(written(each));
            }
        }
        if (!(field instanceof PlanNode.Items) || words.size() != items.size()) {
            problem(key, "must be a list of different " + what);
            return new TreeSet<>();
        }
        return words;
    }

    /** Call last: keys that nobody asked for are mistakes. */
    void refuseUnknown() {
        if (!(node instanceof PlanNode.Fields fields)) {
            return;
        }
        for (String name : fields.all().keySet()) {
            if (!known.contains(name)) {
                problem(name, "is unknown here; known are " + String.join(", ", known));
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

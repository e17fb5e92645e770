package erp.core.settings;

import erp.core.value.InvalidValue;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * One setting.
 *
 * @param name in the environment, {@code ERP_HTTP_PORT}; in the file it is {@code http.port}
 * @param fallback as text; null where it has to be set
 * @param rule what its text has to be, in words
 * @param parse throws {@link IllegalArgumentException} for what breaks the rule
 * @param secret never printed
 * @param purpose what it is for, in a few words; for the help
 */
public record Key<T>(
        String name,
        @Nullable String fallback,
        String rule,
        Function<String, T> parse,
        boolean secret,
        String purpose) {

    static final String PREFIX = "ERP_";

    public Key {
        if (!name.matches("ERP(_[A-Z0-9]+)+")) {
            throw new IllegalArgumentException(name + " is no name of a setting");
        }
    }

    public Key(
            String name,
            @Nullable String fallback,
            String rule,
            Function<String, T> parse,
            boolean secret) {
        this(name, fallback, rule, parse, secret, "");
    }

    /** The same setting, and what it is for. */
    public Key<T> is(String what) {
        return new Key<>(name, fallback, rule, parse, secret, what);
    }

    public static Key<String> text(String name, @Nullable String fallback) {
        return new Key<>(name, fallback, "a text", Key::text, false);
    }

    public static Key<String> secret(String name, @Nullable String fallback) {
        return new Key<>(name, fallback, "a text", Key::text, true);
    }

    public static Key<Integer> number(String name, int fallback, int least, int most) {
        return new Key<>(
                name,
                Integer.toString(fallback),
                "a whole number from %d to %d".formatted(least, most),
                text -> within(Integer.parseInt(text), least, most),
                false);
    }

    public static Key<Boolean> flag(String name, boolean fallback) {
        return new Key<>(
                name,
                Boolean.toString(fallback),
                "true or false",
                text ->
                        switch (text) {
                            case "true" -> true;
                            case "false" -> false;
                            default -> throw new IllegalArgumentException();
                        },
                false);
    }

    /** A time span such as {@code 500ms}, {@code 3s}, {@code 10m}, {@code 24h}, {@code 7d}. */
    public static Key<Duration> duration(
            String name, String fallback, Duration least, Duration most) {
        return new Key<>(
                name,
                fallback,
                "a time span from %s to %s, such as 500ms, 3s, 10m, 24h or 7d"
                        .formatted(spoken(least), spoken(most)),
                text -> within(Durations.parse(text), least, most),
                false);
    }

    /** An address of this machine to listen on. */
    public static Key<String> address(String name, String fallback) {
        return new Key<>(
                name,
                fallback,
                "an IP address such as 127.0.0.1, ::1 or 0.0.0.0",
                text -> InetAddress.ofLiteral(text).getHostAddress(),
                false);
    }

    public static Key<ZoneId> zone(String name, String fallback) {
        return new Key<>(
                name,
                fallback,
                "a time zone such as Europe/Berlin",
                text -> {
                    if (!ZoneId.getAvailableZoneIds().contains(text)) {
                        throw new IllegalArgumentException("no name of a time zone: " + text);
                    }
                    return ZoneId.of(text);
                },
                false);
    }

    /** One of an enum's constants, in lower case. */
    public static <E extends Enum<E>> Key<E> choice(String name, E fallback) {
        Class<E> type = fallback.getDeclaringClass();
        List<String> names =
                Arrays.stream(type.getEnumConstants())
                        .map(it -> it.name().toLowerCase(Locale.ROOT))
                        .toList();
        return new Key<>(
                name,
                fallback.name().toLowerCase(Locale.ROOT),
                "one of " + String.join(", ", names),
                text -> {
                    if (!names.contains(text)) {
                        throw new IllegalArgumentException();
                    }
                    return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
                },
                false);
    }

    /** {@code http.port}: the path in the file. */
    static String path(String name) {
        return name.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '.');
    }

    private static String text(String text) {
        if (text.length() > 10_000) {
            throw new InvalidValue("size", "is too long");
        }
        return text;
    }

    private static <C extends Comparable<C>> C within(C value, C least, C most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException();
        }
        return value;
    }

    private static String spoken(Duration duration) {
        return Durations.print(duration);
    }
}

package erp.core.settings;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The settings of one process, read and checked as a whole. */
public final class Settings {
    /** Names the YAML file. */
    public static final String FILE = "ERP_CONFIG";

    /** Read by the launcher, the database tools or the logs, not by us. */
    private static final Set<String> OTHERS =
            Set.of(
                    FILE,
                    "ERP_HOME",
                    "ERP_DATA_DIR",
                    "ERP_JAVA_HOME",
                    "ERP_JAVA_OPTS",
                    "ERP_LOG",
                    "ERP_LOG_LEVEL",
                    "ERP_LOG_ACCESS",
                    "ERP_DB_SCHEMA",
                    "ERP_ACCOUNT_PASSWORD");

    private static final String TESTS = "ERP_TEST_";

    private final Map<Key<?>, Object> values;
    private final Map<String, String> printed;

    private Settings(Map<Key<?>, Object> values, Map<String, String> printed) {
        this.values = values;
        this.printed = printed;
    }

    /**
     * Environment beats file beats default. Throws {@link SettingsException} with all problems.
     *
     * @param keys all that the process knows; other {@code ERP_} names are refused
     */
    public static Settings read(
            Collection<? extends Key<?>> keys, Map<String, String> environment) {
        List<String> problems = new ArrayList<>();
        Map<String, Key<?>> known = new HashMap<>();
        keys.forEach(key -> known.put(key.name(), key));
        Map<String, String> given = new TreeMap<>();
        String file = environment.get(FILE);
        if (file != null && !file.isEmpty()) {
            SettingsFile.read(Path.of(file), known, given, problems);
        }
        new TreeMap<>(environment)
                .forEach(
                        (name, value) -> {
                            if (known.containsKey(name)) {
                                given.put(name, value);
                            } else if (name.startsWith(Key.PREFIX) && !isOthers(name)) {
                                problems.add(
                                        name
                                                + " is not known"
                                                + Nearest.hint(name, known.keySet()));
                            }
                        });
        Map<Key<?>, Object> values = new HashMap<>();
        Map<String, String> printed = new TreeMap<>();
        for (Key<?> key : keys) {
            Object value = value(key, given.get(key.name()), problems);
            if (value != null) {
                values.put(key, value);
                printed.put(key.name(), key.secret() ? "***" : value.toString());
            }
        }
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        return new Settings(values, printed);
    }

    private static boolean isOthers(String name) {
        return OTHERS.contains(name) || name.startsWith(TESTS);
    }

    private static @Nullable Object value(
            Key<?> key, @Nullable String given, List<String> problems) {
        String text = given == null ? key.fallback() : given;
        if (text == null) {
            problems.add("%s must be set: %s".formatted(key.name(), key.rule()));
            return null;
        }
        try {
            return key.parse().apply(text);
        } catch (IllegalArgumentException e) {
            String shown = key.secret() ? "" : ", not \"" + text + "\"";
            problems.add("%s must be %s%s".formatted(key.name(), key.rule(), shown));
            return null;
        }
    }

    public <T> T get(Key<T> key) {
        @SuppressWarnings("unchecked") // put there by the key's own parser
        T value = (T) values.get(key);
        if (value == null) {
            throw new IllegalStateException(key.name() + " is not among the declared keys");
        }
        return value;
    }

    /** Every setting, a line each; secrets are masked. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        printed.forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
        return text.toString();
    }
}

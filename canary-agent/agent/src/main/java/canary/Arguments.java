package canary;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A command line taken apart: words, options with a value, flags. */
final class Arguments {

    private final List<String> words = new ArrayList<>();
    private final Map<String, String> values = new HashMap<>();
    private final Set<String> flags = new HashSet<>();

    /** Throws {@link UsageException} for anything that is not known. */
    Arguments(List<String> arguments, Set<String> valued, Set<String> flagged) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            String name =
                    argument.contains("=")
                            ? argument.substring(0, argument.indexOf('='))
                            : argument;
            if (!argument.startsWith("-")) {
                words.add(argument);
            } else if (flagged.contains(argument)) {
                flags.add(argument);
            } else if (!valued.contains(name)) {
                throw new UsageException("unknown option " + argument);
            } else if (!name.equals(argument)) {
                values.put(name, argument.substring(name.length() + 1));
            } else if (i + 1 < arguments.size()) {
                values.put(name, arguments.get(++i));
            } else {
                throw new UsageException(name + " needs a value");
            }
        }
    }

    /** The only word; the empty string where there is none. */
    String word() {
        if (words.size() > 1) {
            throw new UsageException("unexpected " + words.get(1));
        }
        return words.isEmpty() ? "" : words.getFirst();
    }

    boolean has(String flag) {
        return flags.contains(flag);
    }

    /** Null where it was not given; an empty one is refused. */
    @Nullable String value(String option) {
        String value = values.get(option);
        if (value != null && value.isBlank()) {
            throw new UsageException(option + " needs a value");
        }
        return value;
    }

    @Nullable Path path(String option) {
        String value = values.get(option);
        return value == null ? null : Path.of(value);
    }
}

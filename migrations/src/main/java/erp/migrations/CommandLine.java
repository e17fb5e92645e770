package erp.migrations;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The words after a command's name; what was read is gone, and {@link #end} refuses the rest. */
final class CommandLine {
    private final List<String> words;

    CommandLine(List<String> words) {
        this.words = new ArrayList<>(words);
    }

    boolean flag(String name) {
        return words.remove(name);
    }

    Optional<String> option(String name) {
        int at = words.indexOf(name);
        if (at < 0) {
            return Optional.empty();
        }
        if (at + 1 == words.size()) {
            throw new UsageException(name + " needs a value");
        }
        words.remove(at);
        return Optional.of(words.remove(at));
    }

    Optional<Integer> number(String name) {
        return option(name).map(text -> number(name, text));
    }

    /** The next word, which is no option. */
    String word(String missing) {
        if (words.isEmpty() || words.getFirst().startsWith("-")) {
            throw new UsageException(missing);
        }
        return words.removeFirst();
    }

    void end() {
        if (!words.isEmpty()) {
            throw new UsageException("Unknown argument: " + words.getFirst());
        }
    }

    private static int number(String name, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new UsageException(name + " must be a number, not " + text);
        }
    }
}

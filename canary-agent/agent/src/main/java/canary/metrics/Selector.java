package canary.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The matchers of a PromQL selector, such as {@code app="erp-system",job=~"erp.*"}: what tells the
 * wanted series from those of others.
 */
public record Selector(String matchers) {

    private static final Pattern MATCHER =
            Pattern.compile(
                    "\\s*[a-zA-Z_][a-zA-Z0-9_]*\\s*(?:=~|!~|!=|=)\\s*\"(?:[^\"\\\\\\n"
                            + "]|\\\\.)*\"\\s*");

    /** Throws {@link IllegalArgumentException} that says what is wrong. */
    public Selector {
        matchers = normalised(matchers);
    }

    private static String normalised(String text) {
        String inner = text.strip();
        if (inner.startsWith("{") && inner.endsWith("}")) {
            inner = inner.substring(1, inner.length() - 1).strip();
        }
        List<String> found = new ArrayList<>();
        Matcher matcher = MATCHER.matcher(inner);
        int at = 0;
        while (at < inner.length()) {
            matcher.region(at, inner.length());
            if (!matcher.lookingAt()) {
                throw new IllegalArgumentException(
                        "must be label matchers such as app=\"erp-system\",job=~\"erp.*\"");
            }
            found.add(matcher.group().strip());
            at = matcher.end();
            if (at < inner.length() && inner.charAt(at++) != ',') {
                throw new IllegalArgumentException("must have a comma between two matchers");
            }
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException("must have a matcher: it would match all series");
        }
        return String.join(",", found);
    }

    /** All series of a metric. */
    String of(String metric) {
        return metric + "{" + matchers + "}";
    }

    /** All series whose metric matches a regular expression. */
    String ofAny(String metrics) {
        return "{__name__=~\"" + metrics + "\"," + matchers + "}";
    }

    @Override
    public String toString() {
        return "{" + matchers + "}";
    }
}

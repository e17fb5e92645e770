package erp.core.http.server;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Path templates. */
final class Paths {
    private static final Pattern PARAMETER = Pattern.compile("\\{([A-Za-z]+)}");

    private Paths() {}

    static List<String> names(String template) {
        return PARAMETER.matcher(template).results().map((MatchResult m) -> m.group(1)).toList();
    }
}

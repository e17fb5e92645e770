package canary.demo.fault;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One operation of the API.
 *
 * @param path as the description writes it, such as {@code /api/v1/hr/leave-requests/{id}/approve}
 */
public record Route(String method, String path) {

    private static final Pattern WRITTEN =
            Pattern.compile("(GET|POST|PUT|PATCH|DELETE) (/api/v1(?:/(?:[a-z0-9-]+|\\{id}))+)");
    private static final String ANY = "{id}";

    /** Reads {@code POST /api/v1/crm/leads}; empty where it is not written like that. */
    public static Optional<Route> parse(String text) {
        var match = WRITTEN.matcher(text);
        return match.matches()
                ? Optional.of(new Route(match.group(1), match.group(2)))
                : Optional.empty();
    }

    boolean matches(ProxiedRequest request) {
        return method.equals(request.method()) && matches(request.path());
    }

    private boolean matches(String asked) {
        String[] wanted = path.split("/", -1);
        String[] segments = asked.split("/", -1);
        if (wanted.length != segments.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (!wanted[i].equals(ANY) && !wanted[i].equals(segments[i])) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}

package canary.demo.fault;

import canary.router.RouteNames;

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

    /** Reads {@code POST /api/v1/crm/leads}; empty where it is not written like that. */
    public static Optional<Route> parse(String text) {
        var match = WRITTEN.matcher(text);
        return match.matches()
                ? Optional.of(new Route(match.group(1), match.group(2)))
                : Optional.empty();
    }

    /** As the router names what was asked for, so that it is the route that its metrics tell. */
    boolean matches(ProxiedRequest request) {
        return method.equals(request.method()) && path.equals(RouteNames.template(request.path()));
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}

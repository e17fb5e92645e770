package canary.judge;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Routes that no user calls: health checks, probes, the scraper itself. What is asked of them would
 * dilute every share and breaks the split of a canary that has no users yet.
 */
public final class IgnoredRoutes implements Serializable {
    /** Those that servers and proxies commonly have. */
    public static final IgnoredRoutes STANDARD =
            new IgnoredRoutes(
                    Set.of(
                            "/health",
                            "/health/*",
                            "/healthz",
                            "/healthz/*",
                            "/livez",
                            "/readyz",
                            "/live",
                            "/ready",
                            "/ping",
                            "/metrics",
                            "/info",
                            "/version",
                            "/actuator/*",
                            "/favicon.ico"));

    private final Set<String> patterns;
    private final Set<String> exact = new HashSet<>();
    private final Set<String> prefixes = new HashSet<>();

    /**
     * @param patterns route templates; one that ends with {@code *} stands for all that begin so
     */
    public IgnoredRoutes(Set<String> patterns) {
        this.patterns = Collections.unmodifiableSet(new TreeSet<>(patterns));
        for (String pattern : patterns) {
            if (pattern.endsWith("*")) {
                prefixes.add(pattern.substring(0, pattern.length() - 1));
            } else {
                exact.add(pattern);
            }
        }
    }

    /** As they were given, in order. */
    public Set<String> patterns() {
        return patterns;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IgnoredRoutes ignored && patterns.equals(ignored.patterns);
    }

    @Override
    public int hashCode() {
        return patterns.hashCode();
    }

    @Override
    public String toString() {
        return patterns.toString();
    }

    /** Whether a route template is one of them. */
    public boolean matches(String route) {
        if (exact.contains(route)) {
            return true;
        }
        for (String prefix : prefixes) {
            if (route.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}

package erp.core.auth;

import erp.core.Actor;

import java.util.List;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Who a token speaks for.
 *
 * @param permissions codes, sorted; {@code *} alone is all of them
 */
public record Identity(UUID user, String name, UUID company, List<String> permissions) {
    /**
     * Marks the calls of the release agent's probes; must be granted by name, {@code *} has not.
     */
    public static final String PROBE = "core.release.probe";

    public Identity {
        permissions =
                permissions.contains("*") && !permissions.contains(PROBE)
                        ? List.of("*")
                        : List.copyOf(new TreeSet<>(permissions));
    }

    public boolean isProbe() {
        return permissions.contains(PROBE);
    }

    public Actor actor() {
        return new Actor(user, name, java.util.Set.copyOf(permissions));
    }
}

package erp.core.auth;

import erp.core.Actor;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Who a token speaks for.
 *
 * @param permissions codes as they were when the token was made, sorted; {@code *} alone is all of
 *     them. What the user may do now, {@link Access} says
 * @param accessVersion counts how often the user's sessions were ended; null in tokens of versions
 *     that did not count yet
 */
public record Identity(
        UUID user,
        String name,
        UUID company,
        List<String> permissions,
        @Nullable Long accessVersion) {
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

    public Identity(UUID user, String name, UUID company, List<String> permissions) {
        this(user, name, company, permissions, null);
    }

    public boolean isProbe() {
        return permissions.contains(PROBE);
    }

    /** The user with these rights. */
    Actor actor(Set<String> rights) {
        return new Actor(user, name, rights);
    }
}

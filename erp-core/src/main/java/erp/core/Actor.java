package erp.core;

import java.util.Set;
import java.util.UUID;

/**
 * Who acts.
 *
 * @param id the user, or {@link #SYSTEM}'s id for what the ERP does by itself
 * @param name for logs and history
 * @param permissions codes of {@link Permission}; {@code *} is all of them
 */
public record Actor(UUID id, String name, Set<String> permissions) {
    /** The ERP itself: start-up and jobs. */
    public static final Actor SYSTEM = new Actor(new UUID(0, 0), "system", Set.of("*"));

    /** Whoever calls a public operation. */
    public static final Actor NOBODY = new Actor(new UUID(0, 1), "nobody", Set.of());

    private static final String PROBE = CorePermission.RELEASE_PROBE.code();

    public Actor {
        permissions = Set.copyOf(permissions);
    }

    /**
     * Whether it calls for the release agent, not for a person: such calls are served and logged,
     * but are nobody's experience and so count for no user.
     */
    public boolean isProbe() {
        return permissions.contains(PROBE);
    }

    public boolean may(String permission) {
        return permissions.contains("*") || permissions.contains(permission);
    }
}

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

    public Actor {
        permissions = Set.copyOf(permissions);
    }

    public boolean may(String permission) {
        return permissions.contains("*") || permissions.contains(permission);
    }
}

package erp.users.roles;

import erp.core.Permission;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the built-in roles allow in this version. Code, not rows: so a version that starts changes
 * nothing for the users of another, and one that is refused leaves nothing behind.
 */
public final class BuiltInRights {
    private final Map<String, Set<String>> byRole;

    /**
     * @param known all that this version asks for
     */
    public BuiltInRights(Collection<? extends Permission> known) {
        Set<String> codes = known.stream().map(Permission::code).collect(Collectors.toSet());
        this.byRole =
                Arrays.stream(BuiltInRole.values())
                        .map(BuiltInRole::roleName)
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Function.identity(),
                                        name -> BuiltInRole.named(name).permissions(codes)));
    }

    /** Nothing for a role that only another version knows. */
    Set<String> of(String roleName) {
        return byRole.getOrDefault(roleName, Set.of());
    }

    boolean knows(String roleName) {
        return byRole.containsKey(roleName);
    }
}

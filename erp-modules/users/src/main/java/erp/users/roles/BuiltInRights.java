package erp.users.roles;

import erp.core.CorePermission;
import erp.core.Permission;
import erp.core.module.Grant;
import erp.core.module.Rights;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the built-in roles allow in this version: some by a rule over all rights, the others what
 * modules grant them. Code, not rows: so a version that starts changes nothing for the users of
 * another, and one that is refused leaves nothing behind.
 */
public final class BuiltInRights {
    /** May do everything. */
    public static final String ADMINISTRATOR = "administrator";

    private static final String AUDITOR = "auditor";
    private static final String RELEASE_PROBE = "release-probe";

    private final Map<String, Set<String>> byRole = new LinkedHashMap<>();

    public BuiltInRights(Rights rights) {
        byRole.put(ADMINISTRATOR, Set.of("*"));
        for (Grant grant : rights.grants()) {
            Set<String> codes = byRole.computeIfAbsent(grant.role().name(), _ -> new TreeSet<>());
            grant.rights().forEach(right -> codes.add(right.code()));
        }
        Set<String> reads = new TreeSet<>();
        rights.known().stream()
                .filter(Permission::isRead)
                .forEach(right -> reads.add(right.code()));
        byRole.put(AUDITOR, reads);
        // What else it tries out is a dry run, which that right allows.
        Set<String> probes = new TreeSet<>(reads);
        probes.add(CorePermission.RELEASE_PROBE.code());
        byRole.put(RELEASE_PROBE, probes);
    }

    /** In the order in which a company gets them. */
    public List<String> roles() {
        return List.copyOf(byRole.keySet());
    }

    /** Nothing for a role that only another version knows. */
    public Set<String> of(String roleName) {
        return byRole.getOrDefault(roleName, Set.of());
    }

    boolean knows(String roleName) {
        return byRole.containsKey(roleName);
    }
}

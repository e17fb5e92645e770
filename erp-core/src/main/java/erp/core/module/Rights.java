package erp.core.module;

import erp.core.Permission;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * All rights that this version asks for, and what its modules give to built-in roles.
 *
 * @param known of every module
 */
public record Rights(List<Permission> known, List<Grant> grants) {
    public Rights {
        known = List.copyOf(known);
        grants = List.copyOf(grants);
    }

    public static Rights of(Collection<? extends ErpModule> modules) {
        return new Rights(
                modules.stream().<Permission>flatMap(it -> it.permissions().stream()).toList(),
                modules.stream().flatMap(it -> it.grants().stream()).toList());
    }

    public Rights and(Permission... more) {
        return new Rights(Stream.concat(known.stream(), Stream.of(more)).toList(), grants);
    }
}

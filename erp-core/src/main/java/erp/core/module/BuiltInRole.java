package erp.core.module;

import erp.core.Permission;

import java.util.Arrays;
import java.util.List;

/**
 * A role that each company has. What it allows is declared, by each version anew, and not stored.
 *
 * @param name {@code sales-clerk}
 */
public record BuiltInRole(String name) {

    public Grant holds(Permission... rights) {
        return new Grant(this, List.of(rights));
    }

    /** Those of the rights that only read. */
    public Grant reads(Permission... rights) {
        return new Grant(this, Arrays.stream(rights).filter(Permission::isRead).toList());
    }
}

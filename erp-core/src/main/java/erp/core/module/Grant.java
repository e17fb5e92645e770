package erp.core.module;

import erp.core.Permission;

import java.util.List;

/** Rights that a built-in role gets. */
public record Grant(BuiltInRole role, List<? extends Permission> rights) {
    public Grant {
        rights = List.copyOf(rights);
    }
}

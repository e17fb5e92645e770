package erp.inventory.common;

import erp.core.OfModule;

/** What inventory publishes. */
public interface OfInventory extends OfModule {
    @Override
    default String module() {
        return "inventory";
    }
}

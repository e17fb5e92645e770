package erp.inventory;

import erp.core.OfModule;

/** What inventory publishes. */
public interface OfInventory extends OfModule {
    @Override
    default String module() {
        return "inventory";
    }
}

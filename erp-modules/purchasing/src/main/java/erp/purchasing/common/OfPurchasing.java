package erp.purchasing.common;

import erp.core.OfModule;

/** What purchasing publishes. */
public interface OfPurchasing extends OfModule {
    @Override
    default String module() {
        return "purchasing";
    }
}

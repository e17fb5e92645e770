package erp.sales.common;

import erp.core.OfModule;

/** What sales publishes. */
public interface OfSales extends OfModule {
    @Override
    default String module() {
        return "sales";
    }
}

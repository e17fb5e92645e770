package erp.production.common;

import erp.core.OfModule;

/** What production publishes. */
public interface OfProduction extends OfModule {
    @Override
    default String module() {
        return "production";
    }
}

package erp.garage;

import erp.core.OfModule;

/** What the garage publishes. */
interface OfGarage extends OfModule {
    @Override
    default String module() {
        return "garage";
    }
}

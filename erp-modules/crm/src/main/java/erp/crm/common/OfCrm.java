package erp.crm.common;

import erp.core.OfModule;

/** What CRM publishes. */
public interface OfCrm extends OfModule {
    @Override
    default String module() {
        return "crm";
    }
}

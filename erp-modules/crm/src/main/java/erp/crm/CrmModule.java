package erp.crm;

import erp.core.module.ErpModule;
import erp.crm.common.OfCrm;

/** Crm, as a module. */
public final class CrmModule implements ErpModule, OfCrm {
    @Override
    public String purpose() {
        return "Leads, opportunities, activities, campaigns";
    }
}

package erp.production;

import erp.core.module.ErpModule;
import erp.production.common.OfProduction;

/** Production, as a module. */
public final class ProductionModule implements ErpModule, OfProduction {
    @Override
    public String purpose() {
        return "Bills of material, routings, work orders, requirements planning";
    }
}

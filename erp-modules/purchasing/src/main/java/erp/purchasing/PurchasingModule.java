package erp.purchasing;

import erp.core.module.ErpModule;
import erp.purchasing.common.OfPurchasing;

/** Purchasing, as a module. */
public final class PurchasingModule implements ErpModule, OfPurchasing {
    @Override
    public String purpose() {
        return "Suppliers, requisitions, orders, receipts, supplier invoices";
    }
}

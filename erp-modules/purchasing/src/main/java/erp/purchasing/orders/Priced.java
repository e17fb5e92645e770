package erp.purchasing.orders;

import erp.core.value.Quantity;
import erp.core.value.UnitPrice;
import erp.finance.tax.TaxCode;

import java.time.LocalDate;
import java.util.UUID;

/** A line of an order that is to be, with all that it says found. */
record Priced(
        UUID item, Quantity quantity, UnitPrice unitPrice, TaxCode taxCode, LocalDate dueDate) {
    /** As who leaves nothing open would have asked for it. */
    NewPurchaseOrder.Line asked() {
        return new NewPurchaseOrder.Line(item, quantity, unitPrice, taxCode.code(), dueDate);
    }
}

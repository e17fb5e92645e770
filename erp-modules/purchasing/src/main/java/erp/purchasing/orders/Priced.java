package erp.purchasing.orders;

import erp.core.value.Quantity;
import erp.core.value.UnitPrice;
import erp.finance.tax.TaxCode;
import erp.finance.tax.TaxTotals;

import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

/** A line of an order that is to be, with all that it says found. */
record Priced(
        UUID item, Quantity quantity, UnitPrice unitPrice, TaxCode taxCode, LocalDate dueDate) {
    static TaxTotals totals(Currency currency, List<Priced> lines) {
        return TaxTotals.of(
                currency,
                lines.stream()
                        .map(
                                it ->
                                        new TaxTotals.NetLine(
                                                it.taxCode(),
                                                it.unitPrice().times(it.quantity(), currency)))
                        .toList());
    }

    /** As who leaves nothing open would have asked for it. */
    NewPurchaseOrder.Line asked() {
        return new NewPurchaseOrder.Line(item, quantity, unitPrice, taxCode.code(), dueDate);
    }
}

package erp.purchasing.invoices;

import erp.core.value.Money;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.UUID;

/** A supplier's invoice in a list, without its lines. */
public record SupplierInvoiceSummary(
        UUID id,
        UUID supplierId,
        String number,
        SupplierInvoiceState state,
        LocalDate date,
        LocalDate due,
        Money total,
        long version) {
    SupplierInvoiceSummary(
            UUID id,
            UUID supplierId,
            String number,
            SupplierInvoiceState state,
            LocalDate date,
            LocalDate due,
            BigDecimal total,
            Currency currency,
            long version) {
        this(id, supplierId, number, state, date, due, new Money(total, currency), version);
    }
}

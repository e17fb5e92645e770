package erp.purchasing.invoices;

import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.finance.ledger.Reversals;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Set;
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

    /** As they are shown: kept as rejected, those that were taken back are reversed. */
    static List<SupplierInvoiceSummary> withReversals(Tx tx, List<SupplierInvoiceSummary> kept) {
        Set<UUID> reversed =
                Reversals.of(tx, kept.stream().map(SupplierInvoiceSummary::id).toList()).keySet();
        return kept.stream().map(it -> reversed.contains(it.id) ? it.reversed() : it).toList();
    }

    private SupplierInvoiceSummary reversed() {
        return new SupplierInvoiceSummary(
                id, supplierId, number, SupplierInvoiceState.REVERSED, date, due, total, version);
    }
}

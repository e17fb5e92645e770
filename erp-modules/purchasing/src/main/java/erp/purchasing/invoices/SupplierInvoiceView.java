package erp.purchasing.invoices;

import erp.core.http.Versioned;
import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.core.value.UnitPrice;
import erp.finance.ledger.ReversalView;
import erp.finance.payments.Discount;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * A supplier's invoice as callers see it.
 *
 * @param postingDate null while it is in no account
 * @param open what is still owed for it; nothing before it is posted
 * @param discount what can be taken off
 * @param blocks why it is blocked, or was before it was released
 * @param enteredBy the user who entered it
 * @param reason why it was released or rejected
 * @param reversal null where it was not taken back
 */
public record SupplierInvoiceView(
        UUID id,
        UUID supplierId,
        String number,
        SupplierInvoiceState state,
        LocalDate date,
        LocalDate due,
        @Nullable Discount discount,
        @Nullable LocalDate postingDate,
        Money net,
        Money tax,
        Money total,
        Money open,
        List<Block> blocks,
        UUID enteredBy,
        @Nullable UUID releasedBy,
        @Nullable String reason,
        List<Line> lines,
        @Nullable ReversalView reversal,
        long version)
        implements Versioned {
    /**
     * Something that is beyond what is tolerated.
     *
     * @param line index of the line, from 0; null for the whole invoice
     */
    public record Block(
            @Nullable Integer line, BlockReason reason, String expected, String actual) {}

    /**
     * One item of it.
     *
     * @param tax its share of the document's tax
     * @param matched what of it has come
     * @param credited what of it was credited
     * @param creditedNet net worth of all credits of it, for pieces or for its price
     */
    public record Line(
            UUID id,
            UUID orderId,
            UUID orderLineId,
            UUID itemId,
            Quantity quantity,
            UnitPrice unitPrice,
            String taxCode,
            BigDecimal taxRate,
            Money net,
            Money tax,
            Quantity matched,
            Quantity credited,
            Money creditedNet) {}
}

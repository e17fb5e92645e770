package erp.purchasing.invoices;

import erp.core.Candidate;
import erp.core.ErpException;
import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.finance.Finance;
import erp.finance.invoices.PostedInvoice;
import erp.finance.ledger.NewReversal;
import erp.finance.ledger.Reversals;
import erp.inventory.stock.Origin;
import erp.purchasing.common.PurchasingError;
import erp.purchasing.matching.Unmatching;
import erp.purchasing.orders.PurchaseOrder;
import erp.purchasing.orders.StandingDocuments;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;

/** The way back from what suppliers billed. */
public final class InvoiceReversals {
    private static final String CREDITS =
            """
            select distinct c.id, c.number
            from purchasing_invoice_line l
            join purchasing_credit_line b on b.invoice_line_id = l.id
            join purchasing_credit c on c.id = b.credit_id
            where l.invoice_id = ? and l.company_id = ?\
            """;

    private final SupplierInvoices invoices;
    private final Finance finance;
    private final Unmatching unmatching;

    public InvoiceReversals(SupplierInvoices invoices, Finance finance) {
        this.invoices = invoices;
        this.finance = finance;
        this.unmatching = new Unmatching(finance.ledger());
    }

    /**
     * Takes back a posted invoice that nothing has paid or lowered: what it billed can be billed
     * again, what was matched of it is received and not invoiced. Throws INVOICE_NOT_FOUND,
     * INVOICE_STATE, INVOICE_CREDITED, finance.STILL_ALLOCATED and what {@link Reversals} throws.
     *
     * @param expect is told the version under lock and refuses a stale one
     */
    SupplierInvoiceView reverse(Tx tx, UUID id, NewReversal wanted, LongConsumer expect) {
        SupplierInvoice invoice = SupplierInvoices.lock(tx, id, expect);
        Reversals.requireStanding(tx, SupplierInvoice.TYPE, id);
        invoice.takeBack();
        Map<UUID, PurchaseOrder> orders = invoices.lockOrders(tx, invoice);
        requireNoCredit(tx, invoice); // credits are entered under the orders' locks
        tx.publish(
                new SupplierInvoiceReversed(
                        id, invoice.supplierId(), invoice.number(), invoice.total()));
        tx.posted("purchasing", "reversal", invoice.total().negate());
        PostedInvoice posted =
                finance.invoices()
                        .find(tx, SupplierInvoice.TYPE, id)
                        .orElseThrow(() -> new IllegalStateException("not posted: " + id));
        Reversals.Begun begun = finance.invoices().reverse(tx, posted.header(), wanted);
        for (PurchaseOrder order : orders.values()) {
            StandingDocuments.countInvoices(tx, order);
            tx.changed(PurchaseOrder.TYPE, order, "reverse-invoice", Map.of("invoice", id));
        }
        unmatching.of(tx, new Origin(SupplierInvoice.TYPE, id), begun.date());
        tx.flush();
        return invoices.view(tx, invoice);
    }

    private static void requireNoCredit(Tx tx, SupplierInvoice invoice) {
        List<Candidate> credits =
                Sql.query(
                        tx.session(),
                        CREDITS,
                        List.of(invoice.getId(), tx.companyId()),
                        row -> {
                            UUID id = Sql.uuid(row.getBytes(1));
                            return new Candidate(
                                    "purchasing.credit",
                                    id,
                                    row.getString(2),
                                    "/api/v1/purchasing/credits/" + id);
                        });
        if (!credits.isEmpty()) {
            throw ErpException.because(
                    PurchasingError.INVOICE_CREDITED,
                    List.of(),
                    "invoice %s is lowered by credits: %s"
                            .formatted(
                                    invoice.number(),
                                    credits.stream().map(Candidate::name).toList()),
                    credits);
        }
    }
}

package erp.purchasing.receipts;

import erp.core.Candidate;
import erp.core.ErpException;
import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.finance.ledger.NewReversal;
import erp.finance.ledger.Reversals;
import erp.inventory.items.WarehouseId;
import erp.inventory.shipments.Shipments;
import erp.purchasing.common.PurchasingError;
import erp.purchasing.orders.PurchaseOrder;
import erp.purchasing.orders.PurchaseOrders;
import erp.purchasing.orders.StandingDocuments;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;

/** The way back from what came in. */
public final class ReceiptReversals {
    private static final String BUILT_ON =
            """
            select 'purchasing.invoice', i.id, i.number, '/api/v1/purchasing/invoices/'
            from purchasing_receipt_line l
            join purchasing_match m on m.receipt_line_id = l.id
            join purchasing_invoice_line b on b.id = m.invoice_line_id
            join purchasing_invoice i on i.id = b.invoice_id
            where l.receipt_id = ? and l.company_id = ?
            group by i.id, i.number having sum(m.quantity) > 0
            union all
            select distinct 'purchasing.return', d.id, d.number, '/api/v1/purchasing/returns/'
            from purchasing_receipt_line l
            join purchasing_return_line b on b.receipt_line_id = l.id
            join purchasing_return d on d.id = b.return_id
            where l.receipt_id = ? and l.company_id = ?\
            """;

    private final GoodsReceipts receipts;
    private final PurchaseOrders orders;
    private final Shipments shipments;
    private final Reversals reversals;

    public ReceiptReversals(
            GoodsReceipts receipts,
            PurchaseOrders orders,
            Shipments shipments,
            Reversals reversals) {
        this.receipts = receipts;
        this.orders = orders;
        this.shipments = shipments;
        this.reversals = reversals;
    }

    /**
     * Takes back a receipt of which nothing is matched with an invoice or sent back: its goods
     * leave at what they came in at, and can come again. Throws RECEIPT_NOT_FOUND, RECEIPT_USED and
     * what {@link Reversals} and stock throw.
     *
     * @param expect is told the version and refuses a stale one
     */
    GoodsReceiptView reverse(Tx tx, UUID id, NewReversal wanted, LongConsumer expect) {
        GoodsReceipt receipt = receipts.require(tx, id);
        PurchaseOrder order = orders.lock(tx, receipt.orderId(), _ -> {});
        expect.accept(Reversals.isReversed(tx, id) ? 1 : 0);
        var begun = reversals.begin(tx, GoodsReceipt.TYPE, id, wanted, receipt.date());
        requireUnused(tx, receipt);
        StandingDocuments.countReceipts(tx, order);
        tx.changed(PurchaseOrder.TYPE, order, "reverse-receipt", Map.of("receipt", id));
        tx.publish(
                new GoodsReceiptReversed(id, order.getId(), receipt.supplierId(), receipt.value()));
        tx.posted("purchasing", "reversal", receipt.value().negate());
        shipments.moveBack(tx, begun, new WarehouseId(receipt.warehouseId()));
        reversals.post(tx, begun);
        return receipt.view(begun.view());
    }

    private static void requireUnused(Tx tx, GoodsReceipt receipt) {
        UUID id = receipt.getId();
        List<Candidate> builtOn =
                Sql.query(
                        tx.session(),
                        BUILT_ON,
                        List.of(id, tx.companyId(), id, tx.companyId()),
                        row -> {
                            UUID document = Sql.uuid(row.getBytes(2));
                            return new Candidate(
                                    row.getString(1),
                                    document,
                                    row.getString(3),
                                    row.getString(4) + document);
                        });
        if (!builtOn.isEmpty()) {
            throw ErpException.because(
                    PurchasingError.RECEIPT_USED,
                    List.of(),
                    "receipt %s is matched or sent back, which must be taken back first: %s"
                            .formatted(
                                    receipt.number(),
                                    builtOn.stream().map(Candidate::name).toList()),
                    builtOn);
        }
    }
}

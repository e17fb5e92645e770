package erp.purchasing.receipts;

import erp.core.ErpException;
import erp.core.Violations;
import erp.core.tx.Tx;
import erp.core.value.Quantity;
import erp.finance.ledger.ReversalView;
import erp.finance.ledger.Reversals;
import erp.inventory.items.ItemId;
import erp.inventory.items.WarehouseId;
import erp.inventory.shipments.GoodsIn;
import erp.inventory.shipments.Shipments;
import erp.inventory.stock.Origin;
import erp.purchasing.common.PurchasingError;
import erp.purchasing.matching.Matched;
import erp.purchasing.matching.Matching;
import erp.purchasing.orders.PurchaseOrder;
import erp.purchasing.orders.PurchaseOrderLine;
import erp.purchasing.orders.PurchaseOrders;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;

/** Takes in what came for orders. */
public final class GoodsReceipts {
    private final PurchaseOrders orders;
    private final Shipments shipments;
    private final Matching matching;

    public GoodsReceipts(PurchaseOrders orders, Shipments shipments, Matching matching) {
        this.orders = orders;
        this.shipments = shipments;
        this.matching = matching;
    }

    /**
     * Takes in what is named, or all that is open; what was invoiced before is matched. Throws
     * ORDER_NOT_FOUND, ORDER_STATE, NOTHING_TO_RECEIVE, INVALID_LINES, OVER_RECEIPT and what stock
     * and ledger throw.
     */
    GoodsReceiptView receive(Tx tx, UUID id, NewGoodsReceipt wanted, LongConsumer expect) {
        LocalDate date = tx.documentDate(wanted.date(), "/date");
        PurchaseOrder order = orders.lock(tx, id, expect);
        order.requireReceivable();
        List<Arrival> came = wanted.lines() == null ? all(order) : named(order, wanted.lines());
        came.forEach(one -> one.line().receive(one.accepted(), one.refused()));
        order.documented();
        GoodsReceipt receipt = new GoodsReceipt(tx, order, date, wanted.deliveryNote(), came);
        tx.add(receipt);
        tx.changed(PurchaseOrder.TYPE, order, "receive", Map.of("receipt", receipt.getId()));
        tx.publish(new GoodsArrived(receipt.getId(), id, order.supplierId(), receipt.value()));
        tx.posted("purchasing", "receipt", receipt.value());
        Matched matched =
                matching.match(
                        tx,
                        new Origin(GoodsReceipt.TYPE, receipt.getId()),
                        came.stream().map(one -> one.line().getId()).toList());
        List<GoodsIn.Line> goods = goods(came);
        if (goods.isEmpty()) {
            tx.record(GoodsReceipt.TYPE, receipt.getId(), 0, "refuse", Map.of());
        } else {
            shipments.receive(
                    tx,
                    new GoodsIn(
                            receipt.getId(),
                            GoodsReceipt.TYPE,
                            new Origin(PurchaseOrder.TYPE, id),
                            order.supplierId(),
                            new WarehouseId(order.warehouseId()),
                            date,
                            goods));
        }
        matched.post(tx, tx.today()); // never before its invoice, which is posted as of its day
        return receipt.view();
    }

    GoodsReceiptView view(Tx tx, UUID id) {
        return require(tx, id).view(Reversals.of(tx, id).orElse(null));
    }

    /** Throws RECEIPT_NOT_FOUND. */
    public GoodsReceipt require(Tx tx, UUID id) {
        GoodsReceipt receipt =
                new ReceiptQueries_(tx.session()).receipt(id).getSingleResultOrNull();
        if (receipt == null) {
            throw new ErpException(PurchasingError.RECEIPT_NOT_FOUND, "there is no receipt %s", id);
        }
        return receipt;
    }

    /** With their lines, which one query reads; in their order. */
    static List<GoodsReceiptView> views(Tx tx, List<GoodsReceipt> receipts) {
        List<UUID> ids = receipts.stream().map(GoodsReceipt::getId).toList();
        Map<UUID, ReversalView> reversed = Reversals.of(tx, ids);
        Map<UUID, GoodsReceiptView> views = new HashMap<>();
        if (!ids.isEmpty()) {
            new ReceiptQueries_(tx.session())
                    .receipts(ids)
                    .forEach(
                            receipt ->
                                    views.put(
                                            receipt.getId(),
                                            receipt.view(reversed.get(receipt.getId()))));
        }
        return ids.stream().map(id -> Objects.requireNonNull(views.get(id))).toList();
    }

    private static List<Arrival> all(PurchaseOrder order) {
        List<Arrival> came =
                order.lines().stream()
                        .filter(line -> line.open().isPositive())
                        .map(line -> new Arrival(line, line.open(), Quantity.ZERO, null))
                        .toList();
        PurchasingError.INVALID_LINES.refuseIf(
                came.stream().anyMatch(it -> !it.line().canReceive(it.accepted())),
                "/lines",
                "range",
                "must be named: what has come in of one would sum to more than can be counted");
        if (came.isEmpty()) {
            throw new ErpException(
                    PurchasingError.NOTHING_TO_RECEIVE,
                    "order %s has nothing left to receive",
                    order.number());
        }
        return came;
    }

    private static List<Arrival> named(PurchaseOrder order, List<NewGoodsReceipt.Line> wanted) {
        Map<UUID, PurchaseOrderLine> known = new HashMap<>();
        order.lines().forEach(line -> known.put(line.getId(), line));
        List<Arrival> came = new ArrayList<>();
        Violations wrong = new Violations();
        Violations tooMuch = new Violations();
        Set<UUID> seen = new HashSet<>();
        for (int i = 0; i < wanted.size(); i++) {
            NewGoodsReceipt.Line asked = wanted.get(i);
            PurchaseOrderLine line = known.get(asked.lineId());
            String at = "/lines/" + i;
            if (line == null) {
                wrong.add(at + "/lineId", "unknown", "is no line of the order");
            } else if (!seen.add(asked.lineId())) {
                wrong.add(at + "/lineId", "duplicate", "names a line twice");
            } else if (asked.quantity().exceeds(line.room())) {
                tooMuch.add(
                        at + "/quantity",
                        "open",
                        "is " + asked.quantity() + ", at most " + line.room() + " can come in");
            } else {
                countable(line, asked, at, wrong);
                came.add(
                        new Arrival(
                                line, asked.quantity(), asked.refusedOrNone(), asked.refusal()));
            }
        }
        wrong.refuse(PurchasingError.INVALID_LINES);
        tooMuch.refuse(PurchasingError.OVER_RECEIPT);
        return came;
    }

    private static void countable(
            PurchaseOrderLine line, NewGoodsReceipt.Line asked, String at, Violations wrong) {
        wrong.addIf(
                !line.canReceive(asked.quantity()),
                at + "/quantity",
                "range",
                "and what came in before sum to more than can be counted");
        wrong.addIf(
                !line.canRefuse(asked.refusedOrNone()),
                at + "/refused",
                "range",
                "and what was refused before sum to more than can be counted");
    }

    private static List<GoodsIn.Line> goods(List<Arrival> came) {
        return came.stream()
                .filter(one -> one.accepted().isPositive())
                .map(
                        one ->
                                new GoodsIn.Line(
                                        one.line().getId(),
                                        new ItemId(one.line().itemId()),
                                        one.accepted(),
                                        one.line().unitPrice()))
                .toList();
    }
}

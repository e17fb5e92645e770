package erp.purchasing.returns;

import erp.core.ErpException;
import erp.core.Violations;
import erp.core.tx.Tx;
import erp.core.value.DocumentNumber;
import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.finance.Finance;
import erp.finance.ledger.Reversals;
import erp.inventory.items.ItemId;
import erp.inventory.items.WarehouseId;
import erp.inventory.shipments.GoodsOut;
import erp.inventory.shipments.Shipments;
import erp.inventory.stock.Origin;
import erp.purchasing.common.PurchasingError;
import erp.purchasing.matching.Matched;
import erp.purchasing.matching.Matching;
import erp.purchasing.orders.PurchaseOrder;
import erp.purchasing.orders.PurchaseOrderLine;
import erp.purchasing.orders.PurchaseOrders;
import erp.purchasing.receipts.GoodsReceipt;
import erp.purchasing.receipts.GoodsReceipts;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Sends goods back to who sent them. */
public final class Returns {
    private final GoodsReceipts receipts;
    private final PurchaseOrders orders;
    private final Matching matching;
    private final Credits credits;
    private final Shipments shipments;
    private final Finance finance;

    public Returns(
            GoodsReceipts receipts,
            PurchaseOrders orders,
            Matching matching,
            Credits credits,
            Shipments shipments,
            Finance finance) {
        this.receipts = receipts;
        this.orders = orders;
        this.matching = matching;
        this.credits = credits;
        this.shipments = shipments;
        this.finance = finance;
    }

    /**
     * Sends goods of a receipt back today, at what they were received at; what was invoiced of them
     * is claimed back by a debit note. Throws RECEIPT_NOT_FOUND, INVALID_LINES, OVER_RETURN,
     * inventory.INSUFFICIENT_STOCK and what the ledger throws.
     */
    ReturnView send(Tx tx, UUID id, NewReturn wanted) {
        GoodsReceipt receipt = receipts.require(tx, id);
        PurchaseOrder order = orders.lock(tx, receipt.orderId(), _ -> {});
        Reversals.requireStanding(tx, GoodsReceipt.TYPE, id);
        Map<UUID, ReceivedLine> lines =
                ReceivedLine.of(tx, id).stream()
                        .collect(Collectors.toMap(ReceivedLine::id, Function.identity()));
        check(wanted, lines);
        SupplierReturn sent = new SupplierReturn(tx, receipt, wanted.reason());
        Matched taken = Matched.nothing(finance.ledger(), cause(sent), sent.currency());
        for (NewReturn.Line line : wanted.lines()) {
            ReceivedLine of = Objects.requireNonNull(lines.get(line.receiptLineId()));
            taken = taken.and(take(tx, order, sent, of, line.quantity()));
        }
        order.documented();
        tx.add(sent);
        tx.changed(PurchaseOrder.TYPE, order, "return", Map.of("return", sent.getId()));
        tx.publish(new GoodsSentBack(sent.getId(), order.getId(), sent.supplierId(), sent.value()));
        Kept debit = debit(tx, sent, taken, order);
        shipments.sendBack(
                tx,
                new GoodsOut(
                        sent.getId(),
                        SupplierReturn.TYPE,
                        new Origin(PurchaseOrder.TYPE, order.getId()),
                        null,
                        sent.supplierId(),
                        new WarehouseId(sent.warehouseId()),
                        sent.date(),
                        sent.lines().stream()
                                .map(
                                        line ->
                                                new GoodsOut.Line(
                                                        line.orderLineId(),
                                                        new ItemId(line.itemId()),
                                                        line.quantity()))
                                .toList()),
                sent.lines().stream().map(line -> line.value(sent.currency())).toList());
        tx.posted("purchasing", "return", sent.value());
        taken.post(tx, sent.date());
        if (debit != null) {
            debit.post(tx, finance);
        }
        return sent.view(debit == null ? null : debit.heading().id());
    }

    ReturnView view(Tx tx, UUID id) {
        SupplierReturn sent = new CreditQueries_(tx.session()).sentBack(id).getSingleResultOrNull();
        if (sent == null) {
            throw new ErpException(PurchasingError.RETURN_NOT_FOUND, "there is no return %s", id);
        }
        return views(tx, List.of(sent)).getFirst();
    }

    /** With their lines and debit notes; in their order. */
    static List<ReturnView> views(Tx tx, List<SupplierReturn> returns) {
        List<UUID> ids = returns.stream().map(SupplierReturn::getId).toList();
        if (ids.isEmpty()) {
            return List.of();
        }
        CreditQueries queries = new CreditQueries_(tx.session());
        Map<UUID, UUID> debits = new HashMap<>();
        queries.creditsOf(ids)
                .forEach(
                        credit ->
                                debits.put(
                                        Objects.requireNonNull(credit.returnId()), credit.getId()));
        Map<UUID, ReturnView> views = new HashMap<>();
        queries.returns(ids).forEach(it -> views.put(it.getId(), it.view(debits.get(it.getId()))));
        return ids.stream().map(id -> Objects.requireNonNull(views.get(id))).toList();
    }

    /** Takes it off the receipt: first what is not matched, then what is. */
    private Matched take(
            Tx tx, PurchaseOrder order, SupplierReturn sent, ReceivedLine of, Quantity part) {
        Matched taken = Matched.nothing(finance.ledger(), cause(sent), sent.currency());
        ReceivedLine line = of;
        if (part.exceeds(of.rest())) {
            Quantity more = part.minus(of.rest());
            taken = matching.unmatch(tx, cause(sent), of.id(), more);
            line = of.freed(more, taken.received().negate());
        }
        Money worth = line.sendBack(tx, part);
        sent.add(tx, line, part, worth);
        for (PurchaseOrderLine ordered : order.lines()) {
            if (ordered.getId().equals(of.orderLine())) {
                ordered.sendBack(part);
            }
        }
        return taken;
    }

    private @Nullable Kept debit(Tx tx, SupplierReturn sent, Matched taken, PurchaseOrder order) {
        Map<UUID, Quantity> pieces = new HashMap<>();
        taken.freed().forEach(it -> pieces.merge(it.invoiceLine(), it.quantity(), Quantity::plus));
        if (pieces.isEmpty()) {
            return null;
        }
        UUID id = tx.newId();
        return credits.debit(
                tx,
                new Credits.Heading(
                        id,
                        CreditKind.DEBIT_NOTE,
                        sent.supplierId(),
                        sent.getId(),
                        DocumentNumber.of("DN", id, sent.date()),
                        null,
                        sent.date(),
                        sent.reason()),
                pieces,
                order);
    }

    private static void check(NewReturn wanted, Map<UUID, ReceivedLine> lines) {
        Violations wrong = new Violations();
        Violations tooMuch = new Violations();
        Set<UUID> seen = new HashSet<>();
        for (int i = 0; i < wanted.lines().size(); i++) {
            NewReturn.Line asked = wanted.lines().get(i);
            ReceivedLine line = lines.get(asked.receiptLineId());
            String at = "/lines/" + i;
            if (line == null) {
                wrong.add(at + "/receiptLineId", "unknown", "is no line of the receipt");
            } else if (!seen.add(asked.receiptLineId())) {
                wrong.add(at + "/receiptLineId", "duplicate", "names a line twice");
            } else if (asked.quantity().exceeds(line.returnable())) {
                tooMuch.add(
                        at + "/quantity",
                        "received",
                        "is %s, received and not sent back are %s"
                                .formatted(asked.quantity(), line.returnable()));
            }
        }
        wrong.refuse(PurchasingError.INVALID_LINES);
        tooMuch.refuse(PurchasingError.OVER_RETURN);
    }

    private static Origin cause(SupplierReturn sent) {
        return new Origin(SupplierReturn.TYPE, sent.getId());
    }
}

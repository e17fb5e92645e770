package erp.purchasing.agreements;

import erp.core.Violations;
import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.core.value.Quantity;
import erp.finance.tax.Taxes;
import erp.inventory.Inventory;
import erp.inventory.items.ItemId;
import erp.inventory.stock.Origin;
import erp.purchasing.common.PurchasingError;
import erp.purchasing.common.Reason;
import erp.purchasing.orders.NewPurchaseOrder;
import erp.purchasing.orders.PurchaseOrder;
import erp.purchasing.orders.PurchaseOrderView;
import erp.purchasing.orders.PurchaseOrders;
import erp.purchasing.suppliers.Suppliers;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/** Blanket orders and what is called off of them. */
public final class Agreements {
    private static final String CALLED =
            """
            select l.item_id,
              sum(if(o.state = 'CLOSED', least(l.quantity, l.received - l.returned), l.quantity))
            from purchasing_order o
            join purchasing_order_line l on l.order_id = o.id
            where o.company_id = ? and o.origin_type = ? and o.origin_id = ?
              and o.state <> 'CANCELLED'
            group by l.item_id\
            """;

    private final Inventory inventory;
    private final Taxes taxes;
    private final Suppliers suppliers;
    private final PurchaseOrders orders;

    private record Called(UUID item, BigDecimal quantity) {}

    public Agreements(
            Inventory inventory, Taxes taxes, Suppliers suppliers, PurchaseOrders orders) {
        this.inventory = inventory;
        this.taxes = taxes;
        this.suppliers = suppliers;
        this.orders = orders;
    }

    /** Throws UNKNOWN_SUPPLIER, INACTIVE_SUPPLIER, UNKNOWN_TAX_CODE and inventory's. */
    AgreementView add(Tx tx, NewAgreement wanted) {
        suppliers.active(tx, wanted.supplierId(), "/supplierId");
        inventory.requireItems(
                tx,
                wanted.lines().stream().map(line -> new ItemId(line.itemId())).toList(),
                i -> "/lines/" + i + "/itemId");
        taxes.named(
                tx,
                wanted.lines().stream().map(NewAgreement.Line::taxCodeOrDefault).toList(),
                PurchasingError.UNKNOWN_TAX_CODE,
                i -> "/lines/" + i + "/taxCode");
        Agreement agreement =
                tx.created(
                        PurchaseOrder.AGREEMENT,
                        new Agreement(tx, wanted),
                        Map.of("lines", wanted.lines().size()));
        return agreement.view(Map.of(), List.of());
    }

    /**
     * Drafts an order over a part of it. Throws AGREEMENT_NOT_FOUND, AGREEMENT_STATE,
     * INVALID_LINES, OVER_CALL_OFF and what drafts of orders throw.
     */
    PurchaseOrderView callOff(Tx tx, UUID id, CallOff wanted, LongConsumer expect) {
        Agreement agreement = lock(tx, id, expect);
        agreement.callOff(tx.today());
        Map<UUID, AgreementLine> lines =
                agreement.lines().stream()
                        .collect(Collectors.toMap(AgreementLine::itemId, Function.identity()));
        Map<UUID, BigDecimal> called = called(tx, id);
        Violations wrong = new Violations();
        Violations tooMuch = new Violations();
        Set<UUID> seen = new HashSet<>();
        List<NewPurchaseOrder.Line> ordered = new ArrayList<>();
        for (int i = 0; i < wanted.lines().size(); i++) {
            CallOff.Line asked = wanted.lines().get(i);
            AgreementLine line = lines.get(asked.itemId());
            String at = "/lines/" + i;
            if (line == null || !seen.add(asked.itemId())) {
                wrong.add(at + "/itemId", "unknown", "is no item of it, or is there twice");
                continue;
            }
            Quantity left = line.left(called.getOrDefault(asked.itemId(), BigDecimal.ZERO));
            tooMuch.addIf(
                    asked.quantity().exceeds(left),
                    at + "/quantity",
                    "agreed",
                    "is " + asked.quantity() + ", not called off are " + left);
            ordered.add(
                    new NewPurchaseOrder.Line(
                            asked.itemId(),
                            asked.quantity(),
                            line.unitPrice(),
                            line.taxCode(),
                            asked.dueDate()));
        }
        wrong.refuse(PurchasingError.INVALID_LINES);
        tooMuch.refuse(PurchasingError.OVER_CALL_OFF);
        PurchaseOrderView order =
                orders.draft(
                        tx,
                        new NewPurchaseOrder(
                                agreement.supplierId(), wanted.warehouseId(), null, ordered),
                        new Origin(PurchaseOrder.AGREEMENT, id));
        tx.changed(PurchaseOrder.AGREEMENT, agreement, "call-off", Map.of("order", order.id()));
        return order;
    }

    AgreementView end(Tx tx, UUID id, Reason why, LongConsumer expect) {
        Agreement agreement = lock(tx, id, expect);
        agreement.end();
        tx.changed(PurchaseOrder.AGREEMENT, agreement, "end", Map.of("reason", why.reason()));
        return view(tx, id);
    }

    AgreementView view(Tx tx, UUID id) {
        Agreement agreement = tx.require(Agreement.class, id, PurchasingError.AGREEMENT_NOT_FOUND);
        return agreement.view(
                called(tx, id),
                new AgreementQueries_(tx.session()).ordersOf(PurchaseOrder.AGREEMENT, id));
    }

    private static Map<UUID, BigDecimal> called(Tx tx, UUID id) {
        Map<UUID, BigDecimal> called = new HashMap<>();
        Sql.query(
                        tx.session(),
                        CALLED,
                        List.of(tx.companyId(), PurchaseOrder.AGREEMENT, id),
                        row -> new Called(Sql.uuid(row.getBytes(1)), row.getBigDecimal(2)))
                .forEach(it -> called.put(it.item(), it.quantity()));
        return called;
    }

    private static Agreement lock(Tx tx, UUID id, LongConsumer expect) {
        Agreement agreement = tx.lock(Agreement.class, id, PurchasingError.AGREEMENT_NOT_FOUND);
        expect.accept(agreement.getVersion());
        return agreement;
    }
}

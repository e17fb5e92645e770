package erp.purchasing.orders;

import static erp.purchasing.common.PurchasingPermission.ORDERS_APPROVE;
import static erp.purchasing.common.PurchasingPermission.ORDERS_READ;
import static erp.purchasing.common.PurchasingPermission.ORDERS_WRITE;

import erp.core.http.Endpoint;
import erp.core.http.EndpointDraft;
import erp.core.http.Reply;
import erp.core.listing.History;
import erp.core.listing.Listing;
import erp.inventory.common.InventoryError;
import erp.purchasing.common.PurchasingError;
import erp.purchasing.common.Reason;

import java.util.List;
import java.util.stream.Stream;

/** Purchase orders over HTTP. */
public final class PurchaseOrderRoutes {
    public static final String PATH = "/api/v1/purchasing/orders";

    private static final Listing<PurchaseOrderSummary> ORDERS =
            Listing.of(PurchaseOrder.class)
                    .select(
                            PurchaseOrderSummary.class,
                            "id, number, supplierId, warehouseId, state, orderDate, total,"
                                    + " currency, version")
                    .equal("state", "only orders in this state")
                    .equal("supplierId", "only orders from this supplier")
                    .range("orderDate", "dated")
                    .sort("date", "orderDate")
                    .as(PurchaseOrderSummary.class);

    private final PurchaseOrders orders;

    public PurchaseOrderRoutes(PurchaseOrders orders) {
        this.orders = orders;
    }

    public List<Endpoint<?>> endpoints() {
        return Stream.of(reads(), drafts(), approval(), endings())
                .<Endpoint<?>>flatMap(List::stream)
                .toList();
    }

    private List<Endpoint<?>> reads() {
        return List.of(
                Endpoint.get(PATH, "listPurchaseOrders", "Purchase orders, newest first")
                        .permission(ORDERS_READ)
                        .list(ORDERS),
                Endpoint.get(PATH + "/{id}", "getPurchaseOrder", "One order with its lines")
                        .permission(ORDERS_READ)
                        .answers(PurchaseOrderView.class)
                        .problems(PurchasingError.ORDER_NOT_FOUND)
                        .read((tx, call) -> Reply.ok(orders.view(tx, call.id()))),
                Endpoint.get(
                                PATH + "/{id}/history",
                                "getPurchaseOrderHistory",
                                "Who changed the order, when and how, newest first")
                        .permission(ORDERS_READ)
                        .problems(PurchasingError.ORDER_NOT_FOUND)
                        .list(
                                History.LISTING,
                                (tx, call) ->
                                        History.of(
                                                PurchaseOrder.TYPE,
                                                orders.view(tx, call.id()).id())));
    }

    private List<Endpoint<?>> drafts() {
        return List.of(
                saying(Endpoint.post(PATH, "createPurchaseOrder", "Drafts an order"))
                        .keyRequired()
                        .creates(PurchaseOrderView.class)
                        .write(
                                (tx, call) ->
                                        Reply.createdIn(PATH, orders.draft(tx, call.body(), null))),
                saying(
                                Endpoint.put(
                                        PATH + "/{id}",
                                        "changePurchaseOrder",
                                        "Replaces what a draft says; its number and history stay"))
                        .versionNeeded()
                        .answers(PurchaseOrderView.class)
                        .problems(PurchasingError.ORDER_NOT_FOUND, PurchasingError.ORDER_STATE)
                        .write(
                                (tx, call) ->
                                        Reply.ok(
                                                orders.change(
                                                        tx,
                                                        call.id(),
                                                        call.body(),
                                                        call::expectVersion))),
                acting("submit", "Lays a draft before those who approve")
                        .permission(ORDERS_WRITE)
                        .write(
                                (tx, call) ->
                                        Reply.ok(
                                                orders.submit(tx, call.id(), call::expectVersion))),
                acting("confirm", "The supplier has confirmed an approved order")
                        .optionalBody(Confirmation.class)
                        .permission(ORDERS_WRITE)
                        .write(
                                (tx, call) ->
                                        Reply.ok(
                                                orders.confirm(
                                                        tx,
                                                        call.id(),
                                                        call.bodyOrNull(),
                                                        call::expectVersion))));
    }

    private List<Endpoint<?>> approval() {
        return List.of(
                acting("approve", "Approves a submitted order; as many have to as its total asks")
                        .permission(ORDERS_APPROVE)
                        .versionNeeded()
                        .problems(PurchasingError.OWN_DOCUMENT)
                        .unique(
                                "uq_purchasing_approval_approver",
                                PurchasingError.APPROVED_ALREADY,
                                "",
                                "the order was approved by the same person already")
                        .write(
                                (tx, call) ->
                                        Reply.ok(
                                                orders.approve(
                                                        tx, call.id(), call::expectVersion))),
                acting("reject", "Gives a submitted order back to be changed")
                        .body(Reason.class)
                        .permission(ORDERS_APPROVE)
                        .versionNeeded()
                        .problems(PurchasingError.OWN_DOCUMENT)
                        .write(
                                (tx, call) ->
                                        Reply.ok(
                                                orders.reject(
                                                        tx,
                                                        call.id(),
                                                        call.body(),
                                                        call::expectVersion))));
    }

    private List<Endpoint<?>> endings() {
        return List.of(
                acting("cancel", "Gives up an order of which nothing has come")
                        .body(Reason.class)
                        .permission(ORDERS_WRITE)
                        .problems(PurchasingError.ALREADY_RECEIVED)
                        .write(
                                (tx, call) ->
                                        Reply.ok(
                                                orders.cancel(
                                                        tx,
                                                        call.id(),
                                                        call.body(),
                                                        call::expectVersion))),
                acting("close", "Closes an order short: what has not come is given up")
                        .body(Reason.class)
                        .permission(ORDERS_WRITE)
                        .problems(
                                PurchasingError.NOTHING_RECEIVED,
                                PurchasingError.NOTHING_TO_RECEIVE)
                        .write(
                                (tx, call) ->
                                        Reply.ok(
                                                orders.closeShort(
                                                        tx,
                                                        call.id(),
                                                        call.body(),
                                                        call::expectVersion))));
    }

    private static EndpointDraft<NewPurchaseOrder> saying(EndpointDraft<Void> draft) {
        return draft.body(NewPurchaseOrder.class)
                .permission(ORDERS_WRITE)
                .problems(
                        PurchasingError.UNKNOWN_SUPPLIER,
                        PurchasingError.INACTIVE_SUPPLIER,
                        PurchasingError.UNKNOWN_TAX_CODE,
                        PurchasingError.CURRENCY,
                        PurchasingError.INVALID_LINES,
                        InventoryError.UNKNOWN_WAREHOUSE,
                        InventoryError.UNKNOWN_ITEM,
                        InventoryError.INACTIVE_ITEM);
    }

    private static EndpointDraft<Void> acting(String verb, String summary) {
        return Endpoint.post(PATH + "/{id}/" + verb, verb + "PurchaseOrder", summary)
                .keyRequired()
                .answers(PurchaseOrderView.class)
                .problems(PurchasingError.ORDER_NOT_FOUND, PurchasingError.ORDER_STATE);
    }
}

package erp.purchasing.orders;

import static erp.purchasing.common.PurchasingPermission.ORDERS_APPROVE;
import static erp.purchasing.common.PurchasingPermission.ORDERS_READ;
import static erp.purchasing.common.PurchasingPermission.ORDERS_WRITE;

import erp.core.http.Endpoint;
import erp.core.http.EndpointDraft;
import erp.core.http.Reply;
import erp.core.listing.Listing;
import erp.inventory.common.InventoryError;
import erp.purchasing.common.PurchasingError;
import erp.purchasing.common.Reason;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Revisions of confirmed orders over HTTP. */
public final class RevisionRoutes {
    private static final String PATH = PurchaseOrderRoutes.PATH + "/{id}/";

    private static final Listing<OrderRevisionView> REVISIONS =
            Listing.of(OrderRevision.class)
                    .within("it.orderId = :order")
                    .as(OrderRevisionView.class, OrderRevision::view);

    private final PurchaseOrders orders;

    public RevisionRoutes(PurchaseOrders orders) {
        this.orders = orders;
    }

    public List<Endpoint<?>> endpoints() {
        return Stream.of(entry(orders.revisions()), decisions(orders.revisions()))
                .<Endpoint<?>>flatMap(List::stream)
                .toList();
    }

    private List<Endpoint<?>> entry(OrderRevisions revisions) {
        return List.of(
                Endpoint.get(
                                PATH + "revisions",
                                "listPurchaseOrderRevisions",
                                "What the order was before each revision, newest first")
                        .permission(ORDERS_READ)
                        .problems(PurchasingError.ORDER_NOT_FOUND)
                        .list(
                                REVISIONS,
                                (tx, call) -> Map.of("order", orders.view(tx, call.id()).id())),
                acting(
                                "revise",
                                "revisePurchaseOrder",
                                "Changes a confirmed order; where it becomes dearer than was"
                                        + " approved, once that is")
                        .body(NewRevision.class)
                        .permission(ORDERS_WRITE)
                        .problems(
                                PurchasingError.ORDER_STATE,
                                PurchasingError.NOTHING_TO_RECEIVE,
                                PurchasingError.REVISION_PENDING,
                                PurchasingError.UNKNOWN_TAX_CODE,
                                PurchasingError.INVALID_LINES,
                                InventoryError.UNKNOWN_ITEM,
                                InventoryError.INACTIVE_ITEM)
                        .write(
                                (tx, call) ->
                                        Reply.ok(
                                                revisions.revise(
                                                        tx,
                                                        call.id(),
                                                        call.body(),
                                                        call::expectVersion))));
    }

    private static List<Endpoint<?>> decisions(OrderRevisions revisions) {
        return List.of(
                acting(
                                "approve-revision",
                                "approvePurchaseOrderRevision",
                                "Approves the revision that waits; not by whoever entered it")
                        .permission(ORDERS_APPROVE)
                        .versionNeeded()
                        .problems(
                                PurchasingError.NO_REVISION,
                                PurchasingError.OWN_DOCUMENT,
                                PurchasingError.ORDER_STATE,
                                PurchasingError.NOTHING_TO_RECEIVE,
                                PurchasingError.INVALID_LINES)
                        .unique(
                                "uq_purchasing_approval_approver",
                                PurchasingError.APPROVED_ALREADY,
                                "",
                                "the revision was approved by the same person already")
                        .write(
                                (tx, call) ->
                                        Reply.ok(
                                                revisions.approve(
                                                        tx, call.id(), call::expectVersion))),
                acting("reject-revision", "rejectPurchaseOrderRevision", "The order stays as it is")
                        .body(Reason.class)
                        .permission(ORDERS_APPROVE)
                        .versionNeeded()
                        .problems(PurchasingError.NO_REVISION, PurchasingError.OWN_DOCUMENT)
                        .write(
                                (tx, call) ->
                                        Reply.ok(
                                                revisions.reject(
                                                        tx,
                                                        call.id(),
                                                        call.body(),
                                                        call::expectVersion))));
    }

    private static EndpointDraft<Void> acting(String verb, String id, String summary) {
        return Endpoint.post(PATH + verb, id, summary)
                .keyRequired()
                .answers(OrderRevisionView.class)
                .problems(PurchasingError.ORDER_NOT_FOUND);
    }
}

package erp.purchasing.agreements;

import static erp.purchasing.common.PurchasingPermission.ORDERS_READ;
import static erp.purchasing.common.PurchasingPermission.ORDERS_WRITE;

import erp.core.http.Endpoint;
import erp.core.http.Reply;
import erp.core.listing.History;
import erp.core.listing.Listing;
import erp.inventory.common.InventoryError;
import erp.purchasing.common.PurchasingError;
import erp.purchasing.common.Reason;
import erp.purchasing.orders.PurchaseOrder;
import erp.purchasing.orders.PurchaseOrderRoutes;
import erp.purchasing.orders.PurchaseOrderView;

import java.util.List;
import java.util.stream.Stream;

/** Blanket orders over HTTP. */
public final class AgreementRoutes {
    private static final String PATH = "/api/v1/purchasing/blanket-orders";

    private static final Listing<AgreementSummary> LISTING =
            Listing.of(Agreement.class)
                    .select(
                            AgreementSummary.class,
                            "id, number, supplierId, state, validFrom, validUntil, callOffs,"
                                    + " version")
                    .equal("state", "only those in this state")
                    .equal("supplierId", "only of this supplier")
                    .as(AgreementSummary.class);

    private final Agreements agreements;

    public AgreementRoutes(Agreements agreements) {
        this.agreements = agreements;
    }

    public List<Endpoint<?>> endpoints() {
        return Stream.of(reads(), entry(), callOffs()).<Endpoint<?>>flatMap(List::stream).toList();
    }

    private List<Endpoint<?>> reads() {
        return List.of(
                Endpoint.get(PATH, "listBlanketOrders", "Blanket orders, newest first")
                        .permission(ORDERS_READ)
                        .list(LISTING),
                Endpoint.get(PATH + "/{id}", "getBlanketOrder", "What was agreed and called off")
                        .permission(ORDERS_READ)
                        .answers(AgreementView.class)
                        .problems(PurchasingError.AGREEMENT_NOT_FOUND)
                        .read((tx, call) -> Reply.ok(agreements.view(tx, call.id()))),
                Endpoint.get(
                                PATH + "/{id}/history",
                                "getBlanketOrderHistory",
                                "Who entered it and called off of it, newest first")
                        .permission(ORDERS_READ)
                        .problems(PurchasingError.AGREEMENT_NOT_FOUND)
                        .list(
                                History.LISTING,
                                (tx, call) ->
                                        History.of(
                                                PurchaseOrder.AGREEMENT,
                                                agreements.view(tx, call.id()).id())));
    }

    private List<Endpoint<?>> entry() {
        return List.of(
                Endpoint.post(PATH, "createBlanketOrder", "Enters what a supplier agrees to sell")
                        .body(NewAgreement.class)
                        .permission(ORDERS_WRITE)
                        .keyRequired()
                        .creates(AgreementView.class)
                        .problems(
                                PurchasingError.UNKNOWN_SUPPLIER,
                                PurchasingError.INACTIVE_SUPPLIER,
                                PurchasingError.UNKNOWN_TAX_CODE,
                                InventoryError.UNKNOWN_ITEM,
                                InventoryError.INACTIVE_ITEM)
                        .write(
                                (tx, call) ->
                                        Reply.createdIn(PATH, agreements.add(tx, call.body()))));
    }

    private List<Endpoint<?>> callOffs() {
        return List.of(
                Endpoint.post(
                                PATH + "/{id}/call-off",
                                "callOffBlanketOrder",
                                "Drafts an order over a part of it, at its prices")
                        .body(CallOff.class)
                        .permission(ORDERS_WRITE)
                        .keyRequired()
                        .creates(PurchaseOrderView.class)
                        .problems(
                                PurchasingError.AGREEMENT_NOT_FOUND,
                                PurchasingError.AGREEMENT_STATE,
                                PurchasingError.OVER_CALL_OFF,
                                PurchasingError.INACTIVE_SUPPLIER,
                                PurchasingError.INVALID_LINES,
                                InventoryError.UNKNOWN_WAREHOUSE,
                                InventoryError.INACTIVE_ITEM)
                        .write(
                                (tx, call) ->
                                        Reply.createdIn(
                                                PurchaseOrderRoutes.PATH,
                                                agreements.callOff(
                                                        tx,
                                                        call.id(),
                                                        call.body(),
                                                        call::expectVersion))),
                Endpoint.post(
                                PATH + "/{id}/end",
                                "endBlanketOrder",
                                "Nothing more is called off of it")
                        .body(Reason.class)
                        .permission(ORDERS_WRITE)
                        .keyRequired()
                        .answers(AgreementView.class)
                        .problems(
                                PurchasingError.AGREEMENT_NOT_FOUND,
                                PurchasingError.AGREEMENT_STATE)
                        .write(
                                (tx, call) ->
                                        Reply.ok(
                                                agreements.end(
                                                        tx,
                                                        call.id(),
                                                        call.body(),
                                                        call::expectVersion))));
    }
}

package erp.purchasing.requisitions;

import static erp.purchasing.common.PurchasingPermission.ORDERS_WRITE;
import static erp.purchasing.common.PurchasingPermission.REQUISITIONS_APPROVE;
import static erp.purchasing.common.PurchasingPermission.REQUISITIONS_READ;
import static erp.purchasing.common.PurchasingPermission.REQUISITIONS_WRITE;

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

/** Requisitions over HTTP. */
public final class RequisitionRoutes {
    public static final String PATH = "/api/v1/purchasing/requisitions";

    private static final Listing<RequisitionSummary> LISTING =
            Listing.of(Requisition.class)
                    .select(
                            RequisitionSummary.class,
                            "id, number, state, warehouseId, originType, originId, createdAt,"
                                    + " version")
                    .equal("state", "only requisitions in this state")
                    .equal("warehouseId", "only what this warehouse needs")
                    .equal("originId", "only what this document asks for")
                    .as(RequisitionSummary.class);

    private final Requisitions requisitions;

    public RequisitionRoutes(Requisitions requisitions) {
        this.requisitions = requisitions;
    }

    public List<Endpoint<?>> endpoints() {
        return Stream.of(reads(), writes(), decisions())
                .<Endpoint<?>>flatMap(List::stream)
                .toList();
    }

    private List<Endpoint<?>> reads() {
        return List.of(
                Endpoint.get(PATH, "listRequisitions", "What is needed, newest first")
                        .permission(REQUISITIONS_READ)
                        .list(LISTING),
                Endpoint.get(PATH + "/{id}", "getRequisition", "What somebody needs")
                        .permission(REQUISITIONS_READ)
                        .answers(RequisitionView.class)
                        .problems(PurchasingError.REQUISITION_NOT_FOUND)
                        .read((tx, call) -> Reply.ok(requisitions.view(tx, call.id()))),
                Endpoint.get(
                                PATH + "/{id}/history",
                                "getRequisitionHistory",
                                "Who entered it and decided on it, newest first")
                        .permission(REQUISITIONS_READ)
                        .problems(PurchasingError.REQUISITION_NOT_FOUND)
                        .list(
                                History.LISTING,
                                (tx, call) ->
                                        History.of(
                                                Requisition.TYPE,
                                                requisitions.view(tx, call.id()).id())));
    }

    private List<Endpoint<?>> writes() {
        return List.of(
                saying(Endpoint.post(PATH, "createRequisition", "Drafts what somebody needs"))
                        .keyRequired()
                        .creates(RequisitionView.class)
                        .write(
                                (tx, call) ->
                                        Reply.createdIn(PATH, requisitions.draft(tx, call.body()))),
                saying(
                                Endpoint.put(
                                        PATH + "/{id}",
                                        "changeRequisition",
                                        "Replaces what a draft says"))
                        .versionNeeded()
                        .answers(RequisitionView.class)
                        .problems(
                                PurchasingError.REQUISITION_NOT_FOUND,
                                PurchasingError.REQUISITION_STATE)
                        .write(
                                (tx, call) ->
                                        Reply.ok(
                                                requisitions.change(
                                                        tx,
                                                        call.id(),
                                                        call.body(),
                                                        call::expectVersion))),
                acting("submit", "Lays a draft before those who decide")
                        .permission(REQUISITIONS_WRITE)
                        .write(
                                (tx, call) ->
                                        Reply.ok(
                                                requisitions.submit(
                                                        tx, call.id(), call::expectVersion))),
                acting("withdraw", "Takes it back to be changed")
                        .permission(REQUISITIONS_WRITE)
                        .write(
                                (tx, call) ->
                                        Reply.ok(
                                                requisitions.withdraw(
                                                        tx, call.id(), call::expectVersion))));
    }

    private List<Endpoint<?>> decisions() {
        return List.of(
                acting("approve", "It is to be bought; not by whoever entered it")
                        .permission(REQUISITIONS_APPROVE)
                        .versionNeeded()
                        .problems(PurchasingError.OWN_DOCUMENT)
                        .write(
                                (tx, call) ->
                                        Reply.ok(
                                                requisitions.approve(
                                                        tx, call.id(), call::expectVersion))),
                acting("reject", "It is not to be bought")
                        .body(Reason.class)
                        .permission(REQUISITIONS_APPROVE)
                        .versionNeeded()
                        .problems(PurchasingError.OWN_DOCUMENT)
                        .write(
                                (tx, call) ->
                                        Reply.ok(
                                                requisitions.reject(
                                                        tx,
                                                        call.id(),
                                                        call.body(),
                                                        call::expectVersion))),
                acting("convert", "Makes drafts of orders of it, one for each supplier")
                        .optionalBody(Conversion.class)
                        .permission(ORDERS_WRITE)
                        .problems(
                                PurchasingError.UNKNOWN_SUPPLIER,
                                PurchasingError.INACTIVE_SUPPLIER,
                                PurchasingError.UNKNOWN_TAX_CODE,
                                PurchasingError.INVALID_LINES,
                                InventoryError.INACTIVE_ITEM)
                        .write(
                                (tx, call) ->
                                        Reply.ok(
                                                requisitions.convert(
                                                        tx,
                                                        call.id(),
                                                        call.bodyOrNull(),
                                                        call::expectVersion))));
    }

    private static EndpointDraft<NewRequisition> saying(EndpointDraft<Void> draft) {
        return draft.body(NewRequisition.class)
                .permission(REQUISITIONS_WRITE)
                .problems(
                        PurchasingError.UNKNOWN_SUPPLIER,
                        PurchasingError.INVALID_LINES,
                        InventoryError.UNKNOWN_WAREHOUSE,
                        InventoryError.UNKNOWN_ITEM,
                        InventoryError.INACTIVE_ITEM);
    }

    private static EndpointDraft<Void> acting(String verb, String summary) {
        return Endpoint.post(PATH + "/{id}/" + verb, verb + "Requisition", summary)
                .keyRequired()
                .answers(RequisitionView.class)
                .problems(PurchasingError.REQUISITION_NOT_FOUND, PurchasingError.REQUISITION_STATE);
    }
}

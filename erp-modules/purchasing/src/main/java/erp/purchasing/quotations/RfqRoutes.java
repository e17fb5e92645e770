package erp.purchasing.quotations;

import static erp.purchasing.common.PurchasingPermission.ORDERS_WRITE;
import static erp.purchasing.common.PurchasingPermission.QUOTATIONS_READ;
import static erp.purchasing.common.PurchasingPermission.QUOTATIONS_WRITE;

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

/** Requests for quotation and what suppliers offer, over HTTP. */
public final class RfqRoutes {
    private static final String PATH = "/api/v1/purchasing/rfqs";

    private static final Listing<RfqSummary> LISTING =
            Listing.of(Rfq.class)
                    .select(
                            RfqSummary.class,
                            "id, number, state, warehouseId, requisitionId, answerBy, quotes,"
                                    + " version")
                    .equal("state", "only those in this state")
                    .equal("requisitionId", "only what this requisition asks for")
                    .as(RfqSummary.class);

    private final Rfqs rfqs;

    public RfqRoutes(Rfqs rfqs) {
        this.rfqs = rfqs;
    }

    public List<Endpoint<?>> endpoints() {
        return Stream.of(reads(), offers(), endings()).<Endpoint<?>>flatMap(List::stream).toList();
    }

    private List<Endpoint<?>> reads() {
        return List.of(
                Endpoint.get(PATH, "listRfqs", "Requests for quotation, newest first")
                        .permission(QUOTATIONS_READ)
                        .list(LISTING),
                Endpoint.get(PATH + "/{id}", "getRfq", "What was asked for, and what was offered")
                        .permission(QUOTATIONS_READ)
                        .answers(RfqView.class)
                        .problems(PurchasingError.RFQ_NOT_FOUND)
                        .read((tx, call) -> Reply.ok(rfqs.view(tx, call.id()))),
                Endpoint.get(
                                PATH + "/{id}/comparison",
                                "compareQuotes",
                                "What suppliers offer, side by side")
                        .permission(QUOTATIONS_READ)
                        .answers(ComparisonView.class)
                        .problems(PurchasingError.RFQ_NOT_FOUND)
                        .read((tx, call) -> Reply.ok(rfqs.compare(tx, call.id()))),
                Endpoint.get(
                                PATH + "/{id}/history",
                                "getRfqHistory",
                                "Who asked, entered offers and took them, newest first")
                        .permission(QUOTATIONS_READ)
                        .problems(PurchasingError.RFQ_NOT_FOUND)
                        .list(
                                History.LISTING,
                                (tx, call) -> History.of(Rfq.TYPE, rfqs.view(tx, call.id()).id())));
    }

    private List<Endpoint<?>> offers() {
        return List.of(
                Endpoint.post(PATH, "createRfq", "Asks several suppliers for the same goods")
                        .body(NewRfq.class)
                        .permission(QUOTATIONS_WRITE)
                        .keyRequired()
                        .creates(RfqView.class)
                        .problems(
                                PurchasingError.UNKNOWN_REQUISITION,
                                PurchasingError.REQUISITION_STATE,
                                PurchasingError.UNKNOWN_SUPPLIER,
                                PurchasingError.INACTIVE_SUPPLIER,
                                PurchasingError.INVALID_LINES,
                                InventoryError.UNKNOWN_WAREHOUSE,
                                InventoryError.UNKNOWN_ITEM,
                                InventoryError.INACTIVE_ITEM)
                        .write((tx, call) -> Reply.createdIn(PATH, rfqs.ask(tx, call.body()))),
                acting("quote", "quoteRfq", "A supplier offers; a later offer counts instead")
                        .body(NewQuote.class)
                        .permission(QUOTATIONS_WRITE)
                        .problems(PurchasingError.UNKNOWN_SUPPLIER, PurchasingError.INVALID_LINES)
                        .write(
                                (tx, call) ->
                                        Reply.ok(
                                                rfqs.quote(
                                                        tx,
                                                        call.id(),
                                                        call.body(),
                                                        call::expectVersion))));
    }

    private List<Endpoint<?>> endings() {
        return List.of(
                acting(
                                "award",
                                "awardRfq",
                                "Takes offers: drafts of orders at their prices; the cheapest of"
                                        + " each line where lines are absent")
                        .optionalBody(Award.class)
                        .permission(ORDERS_WRITE)
                        .problems(
                                PurchasingError.NO_QUOTE,
                                PurchasingError.INVALID_LINES,
                                PurchasingError.REQUISITION_STATE,
                                PurchasingError.INACTIVE_SUPPLIER,
                                PurchasingError.UNKNOWN_TAX_CODE,
                                InventoryError.INACTIVE_ITEM)
                        .write(
                                (tx, call) ->
                                        Reply.ok(
                                                rfqs.award(
                                                        tx,
                                                        call.id(),
                                                        call.bodyOrNull(),
                                                        call::expectVersion))),
                acting("cancel", "cancelRfq", "Nothing is bought of it")
                        .body(Reason.class)
                        .permission(QUOTATIONS_WRITE)
                        .write(
                                (tx, call) ->
                                        Reply.ok(
                                                rfqs.cancel(
                                                        tx,
                                                        call.id(),
                                                        call.body(),
                                                        call::expectVersion))));
    }

    private static EndpointDraft<Void> acting(String verb, String id, String summary) {
        return Endpoint.post(PATH + "/{id}/" + verb, id, summary)
                .keyRequired()
                .answers(RfqView.class)
                .problems(PurchasingError.RFQ_NOT_FOUND, PurchasingError.RFQ_STATE);
    }
}

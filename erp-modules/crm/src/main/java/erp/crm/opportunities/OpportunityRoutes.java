package erp.crm.opportunities;

import erp.core.CoreError;
import erp.core.ErrorCode;
import erp.core.http.Call;
import erp.core.http.Endpoint;
import erp.core.http.EndpointDraft;
import erp.core.http.MasterRecord;
import erp.core.http.Reply;
import erp.core.listing.Listing;
import erp.core.party.PartyError;
import erp.core.tx.Tx;
import erp.crm.common.CrmError;
import erp.crm.common.CrmPermission;
import erp.crm.setup.Representatives;
import erp.inventory.common.InventoryError;
import erp.sales.common.SalesError;

import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Opportunities over HTTP. */
public final class OpportunityRoutes {
    private static final String PATH = "/api/v1/crm/opportunities";

    private static final Listing<StageChange.View> CHANGES =
            Listing.of(StageChange.class)
                    .within("it.opportunityId = :opportunity")
                    .asAll(
                            StageChange.View.class,
                            (tx, rows) -> {
                                Currency currency = tx.company().currency();
                                return rows.stream().map(row -> row.view(currency)).toList();
                            });

    private final Opportunities opportunities;

    public OpportunityRoutes(Opportunities opportunities) {
        this.opportunities = opportunities;
    }

    public List<Endpoint<?>> endpoints() {
        return new MasterRecord<>("Opportunity", PATH, OpportunityView.class)
                .permissions(CrmPermission.OPPORTUNITIES_READ, CrmPermission.OPPORTUNITIES_WRITE)
                .absent(CrmError.OPPORTUNITY_NOT_FOUND)
                .list("Opportunities, newest first", listing())
                .create(
                        "Opens an opportunity at the first stage of its pipeline",
                        NewOpportunity.class,
                        (tx, wanted) ->
                                opportunities.view(tx, opportunities.open(tx, wanted, null)),
                        problems())
                .get("One opportunity", opportunities::view)
                .change(
                        "Replaces what is known of an open opportunity; its stage stays",
                        NewOpportunity.class,
                        opportunities::change,
                        problems(CrmError.QUOTATION_EXISTS, CrmError.ORDER_EXISTS))
                .history(Opportunity.TYPE)
                .action(
                        "win",
                        "Says that it will be bought: all that stages ask for must be known, and"
                                + " its quotation that was sent is accepted",
                        opportunities::win,
                        CoreError.FORBIDDEN,
                        CrmError.OPPORTUNITY_STATE,
                        CrmError.STAGE_GATE)
                .action(
                        "reopen",
                        "Opens one again that was won or lost, at its stage",
                        opportunities::reopen,
                        CrmError.OPPORTUNITY_STATE)
                .also(move())
                .also(lose())
                .also(quote())
                .also(order())
                .also(changes())
                .endpoints();
    }

    private Listing<OpportunityView> listing() {
        return Representatives.owning(Listing.of(Opportunity.class))
                .equal("state", "only those in this state")
                .equal("pipelineId", "only those in this pipeline")
                .equal("stageId", "only those at this stage")
                .equal("organisationId", "only those of this organisation")
                .equal("contactId", "only those of this contact")
                .equal("campaignCode", "only those that this campaign won")
                .range("closeDate", "expected to close")
                .asAll(OpportunityView.class, opportunities::views);
    }

    private static ErrorCode[] problems(ErrorCode... more) {
        return Stream.concat(
                        Stream.of(
                                CrmError.UNKNOWN_REFERENCE,
                                CrmError.MERGED,
                                CrmError.CURRENCY,
                                CrmError.OPPORTUNITY_STATE,
                                CrmError.STAGE_GATE),
                        Stream.of(more))
                .toArray(ErrorCode[]::new);
    }

    private Endpoint<?> move() {
        return Endpoint.post(
                        PATH + "/{id}/move",
                        "moveOpportunity",
                        "Moves it to another stage of its pipeline, if all is known that the"
                                + " stages up to there ask for")
                .body(StageWish.class)
                .permission(CrmPermission.OPPORTUNITIES_WRITE)
                .answers(OpportunityView.class)
                .problems(
                        CrmError.OPPORTUNITY_NOT_FOUND,
                        CrmError.UNKNOWN_REFERENCE,
                        CrmError.OPPORTUNITY_STATE,
                        CrmError.STAGE_GATE)
                .write(
                        (tx, call) ->
                                Reply.ok(
                                        opportunities.move(
                                                tx,
                                                call.id(),
                                                call.body().stageId(),
                                                call::expectVersion)));
    }

    private Endpoint<?> lose() {
        return Endpoint.post(
                        PATH + "/{id}/lose",
                        "loseOpportunity",
                        "Says that nobody will buy, and why; its quotation is declined")
                .body(Loss.class)
                .permission(CrmPermission.OPPORTUNITIES_WRITE)
                .answers(OpportunityView.class)
                .problems(
                        CrmError.OPPORTUNITY_NOT_FOUND,
                        CoreError.FORBIDDEN,
                        CrmError.UNKNOWN_REFERENCE,
                        CrmError.OPPORTUNITY_STATE,
                        CrmError.QUOTATION_EXISTS,
                        CrmError.ORDER_EXISTS)
                .write(
                        (tx, call) ->
                                Reply.ok(
                                        opportunities.lose(
                                                tx, call.id(), call.body(), call::expectVersion)));
    }

    private Endpoint<?> quote() {
        return offer(
                        "quote",
                        "Has sales draft a quotation for it, where nothing goes on that was offered"
                                + " or ordered; its organisation becomes a customer where it is"
                                + " none")
                .body(QuotationWish.class)
                .problems(SalesError.QUOTATION_EXPIRED)
                .write(
                        (tx, call) ->
                                Reply.ok(
                                        opportunities.quote(
                                                tx, call.id(), call.body(), call::expectVersion)));
    }

    private Endpoint<?> order() {
        return offer(
                        "order",
                        "Has sales draft an order for it, where nothing goes on that was offered or"
                                + " ordered; its organisation becomes a customer where it is none")
                .body(OrderWish.class)
                .write(this::order);
    }

    private static EndpointDraft<Void> offer(String verb, String summary) {
        return Endpoint.post(PATH + "/{id}/" + verb, verb + "Opportunity", summary)
                .permission(CrmPermission.OPPORTUNITIES_WRITE)
                .keyRequired()
                .answers(OpportunityView.class)
                .problems(
                        CoreError.FORBIDDEN,
                        CrmError.OPPORTUNITY_NOT_FOUND,
                        CrmError.OPPORTUNITY_STATE,
                        CrmError.QUOTATION_EXISTS,
                        CrmError.ORDER_EXISTS,
                        CrmError.STAGE_GATE,
                        PartyError.PARTY_INVALID,
                        SalesError.UNKNOWN_TAX_CODE,
                        InventoryError.UNKNOWN_WAREHOUSE,
                        InventoryError.UNKNOWN_ITEM,
                        InventoryError.INACTIVE_ITEM);
    }

    private Reply order(Tx tx, Call<OrderWish> call) {
        return Reply.ok(opportunities.order(tx, call.id(), call.body(), call::expectVersion));
    }

    private Endpoint<?> changes() {
        return Endpoint.get(
                        PATH + "/{id}/stage-changes",
                        "listOpportunityStageChanges",
                        "How it came to where it is, newest first")
                .permission(CrmPermission.OPPORTUNITIES_READ)
                .problems(CrmError.OPPORTUNITY_NOT_FOUND)
                .list(
                        CHANGES,
                        (tx, call) ->
                                Map.of("opportunity", opportunities.view(tx, call.id()).id()));
    }
}

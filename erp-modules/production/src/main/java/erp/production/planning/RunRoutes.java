package erp.production.planning;

import erp.core.http.Endpoint;
import erp.core.http.Reply;
import erp.core.listing.History;
import erp.core.listing.Listing;
import erp.inventory.common.InventoryError;
import erp.production.common.ProductionError;
import erp.production.common.ProductionPermission;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Planning runs and what they propose, over HTTP. */
public final class RunRoutes {
    private static final String RUNS = "/api/v1/production/planning-runs";
    private static final String PLANNED = "/api/v1/production/planned-orders";

    private static final Listing<RunView> RUN_LIST =
            Listing.of(Run.class)
                    .equal("state", "only runs in this state")
                    .equal("warehouseId", "only runs of this warehouse")
                    .as(RunView.class, Run::view);

    private static final Listing<ProposalView> PROPOSALS =
            Listing.of(Proposal.class)
                    .within("it.runId = :run")
                    .equal("itemId", "only orders of this item")
                    .equal("kind", "only what is made, or only what is bought")
                    .equal("state", "only orders in this state")
                    .range("dueDate", "due")
                    .as(ProposalView.class, Proposal::view);

    private static final Listing<Pegging.View> PEGGINGS =
            Listing.of(Pegging.class)
                    .within("it.runId = :run")
                    .equal("itemId", "only of this item")
                    .equal("demandId", "demandSourceId", "only what this document wants")
                    .equal("supplyId", "supplySourceId", "only what this document brings")
                    .as(Pegging.View.class, Pegging::view);

    private static final Listing<ActionMessage.View> MESSAGES =
            Listing.of(ActionMessage.class)
                    .within("it.runId = :run")
                    .equal("itemId", "only of this item")
                    .equal("kind", "only of this kind")
                    .as(ActionMessage.View.class, ActionMessage::view);

    private final Runs runs;

    public RunRoutes(Runs runs) {
        this.runs = runs;
    }

    public List<Endpoint<?>> endpoints() {
        List<Endpoint<?>> endpoints = new ArrayList<>();
        endpoints.addAll(runs());
        endpoints.addAll(results());
        endpoints.addAll(planned());
        return List.copyOf(endpoints);
    }

    private List<Endpoint<?>> runs() {
        return List.of(
                Endpoint.get(RUNS, "listPlanningRuns", "Planning runs, newest first")
                        .permission(ProductionPermission.PLANNING_READ)
                        .list(RUN_LIST),
                Endpoint.post(
                                RUNS,
                                "createPlanningRun",
                                "Asks for a planning run over a warehouse; it is done in the"
                                        + " background and replaces what runs before it proposed")
                        .body(NewRun.class)
                        .permission(ProductionPermission.PLANNING_WRITE)
                        .creates(RunView.class)
                        .problems(InventoryError.UNKNOWN_WAREHOUSE)
                        .write((tx, call) -> Reply.createdIn(RUNS, runs.ask(tx, call.body()))),
                Endpoint.get(RUNS + "/{id}", "getPlanningRun", "How far a planning run is")
                        .permission(ProductionPermission.PLANNING_READ)
                        .answers(RunView.class)
                        .problems(ProductionError.RUN_NOT_FOUND)
                        .read((tx, call) -> Reply.ok(runs.run(tx, call.id()).view())),
                Endpoint.get(
                                RUNS + "/{id}/history",
                                "getPlanningRunHistory",
                                "Who asked for the run, and what became of it")
                        .permission(ProductionPermission.PLANNING_READ)
                        .problems(ProductionError.RUN_NOT_FOUND)
                        .list(
                                History.LISTING,
                                (tx, call) ->
                                        History.of(Run.TYPE, runs.run(tx, call.id()).getId())));
    }

    private List<Endpoint<?>> results() {
        return List.of(
                result("planned-orders", "listPlannedOrders", "What the run proposes", PROPOSALS),
                result(
                        "peggings",
                        "listPeggings",
                        "Which supply is for which demand, one level at a time",
                        PEGGINGS),
                result("messages", "listPlanningMessages", "What a person should do", MESSAGES));
    }

    private Endpoint<?> result(String what, String id, String summary, Listing<?> listing) {
        return Endpoint.get(RUNS + "/{id}/" + what, id, summary)
                .permission(ProductionPermission.PLANNING_READ)
                .problems(ProductionError.RUN_NOT_FOUND)
                .list(listing, (tx, call) -> Map.of("run", runs.run(tx, call.id()).getId()));
    }

    private List<Endpoint<?>> planned() {
        return List.of(
                Endpoint.get(PLANNED + "/{id}", "getPlannedOrder", "One planned order")
                        .permission(ProductionPermission.PLANNING_READ)
                        .answers(ProposalView.class)
                        .problems(ProductionError.PLANNED_ORDER_NOT_FOUND)
                        .read((tx, call) -> Reply.ok(runs.proposal(tx, call.id()).view())),
                Endpoint.post(
                                PLANNED + "/{id}/firm",
                                "firmPlannedOrder",
                                "Makes a firm work order of what is made, and proposes to"
                                        + " purchasing what is bought")
                        .permission(ProductionPermission.PLANNING_WRITE)
                        .keyRequired()
                        .answers(Runs.Firmed.class)
                        .problems(
                                ProductionError.PLANNED_ORDER_NOT_FOUND,
                                ProductionError.ALREADY_FIRMED,
                                ProductionError.RUN_STATE,
                                ProductionError.NO_BILL,
                                ProductionError.UNKNOWN_BILL,
                                ProductionError.INVALID_LINES,
                                ProductionError.BILL_TOO_LARGE,
                                InventoryError.INACTIVE_ITEM)
                        .write(
                                (tx, call) ->
                                        Reply.ok(runs.firm(tx, call.id(), call::expectVersion))));
    }
}

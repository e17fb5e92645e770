package erp.production.orders;

import erp.core.CoreError;
import erp.core.ErrorCode;
import erp.core.http.Endpoint;
import erp.core.http.EndpointDraft;
import erp.core.http.Reply;
import erp.core.listing.History;
import erp.core.listing.Listing;
import erp.core.tx.Tx;
import erp.finance.common.FinanceError;
import erp.finance.common.PeriodRefusal;
import erp.inventory.common.InventoryError;
import erp.production.common.ProductionError;
import erp.production.common.ProductionPermission;
import erp.production.documents.NewClosing;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.LongConsumer;

/** Work orders over HTTP. */
public final class WorkOrderRoutes {
    static final String PATH = "/api/v1/production/work-orders";

    private static final Listing<WorkOrderSummary> LISTING =
            Listing.of(WorkOrder.class)
                    .select(
                            WorkOrderSummary.class,
                            "id, number, kind, state, itemId, warehouseId, quantity, startDate,"
                                    + " dueDate, wip, currency, version")
                    .equal("state", "only orders in this state")
                    .equal("kind", "only orders of this kind")
                    .equal("itemId", "only orders of this item")
                    .equal("warehouseId", "only orders of this warehouse")
                    .range("dueDate", "due")
                    .sort("dueDate")
                    .as(WorkOrderSummary.class);

    private final WorkOrders orders;
    private final Postings postings;

    public WorkOrderRoutes(WorkOrders orders, Postings postings) {
        this.orders = orders;
        this.postings = postings;
    }

    /** What is done with an order that needs no body. */
    private interface Step {
        WorkOrderView apply(Tx tx, UUID id, LongConsumer expect);
    }

    public List<Endpoint<?>> endpoints() {
        List<Endpoint<?>> endpoints = new ArrayList<>();
        endpoints.addAll(reads());
        endpoints.addAll(plans());
        endpoints.addAll(steps());
        return List.copyOf(endpoints);
    }

    private List<Endpoint<?>> reads() {
        return List.of(
                Endpoint.get(PATH, "listWorkOrders", "Work orders, newest first")
                        .permission(ProductionPermission.ORDERS_READ)
                        .list(LISTING),
                Endpoint.get(
                                PATH + "/{id}",
                                "getWorkOrder",
                                "One work order with components, operations and outputs")
                        .permission(ProductionPermission.ORDERS_READ)
                        .answers(WorkOrderView.class)
                        .problems(ProductionError.ORDER_NOT_FOUND)
                        .read((tx, call) -> Reply.ok(orders.order(tx, call.id()))),
                Endpoint.get(
                                PATH + "/{id}/availability",
                                "getWorkOrderAvailability",
                                "What of its components can be had now")
                        .permission(ProductionPermission.ORDERS_READ)
                        .answers(AvailabilityView.class)
                        .problems(ProductionError.ORDER_NOT_FOUND)
                        .read((tx, call) -> Reply.ok(orders.availability(tx, call.id()))),
                Endpoint.get(
                                PATH + "/{id}/history",
                                "getWorkOrderHistory",
                                "Who changed the order, when and how, newest first")
                        .permission(ProductionPermission.ORDERS_READ)
                        .problems(ProductionError.ORDER_NOT_FOUND)
                        .list(
                                History.LISTING,
                                (tx, call) ->
                                        History.of(
                                                WorkOrder.TYPE, orders.order(tx, call.id()).id())));
    }

    private List<Endpoint<?>> plans() {
        return List.of(
                Endpoint.post(
                                PATH,
                                "createWorkOrder",
                                "Plans to make, rework or take apart an item")
                        .body(NewWorkOrder.class)
                        .permission(ProductionPermission.ORDERS_WRITE)
                        .keyRequired()
                        .creates(WorkOrderView.class)
                        .problems(makeup())
                        .write((tx, call) -> Reply.createdIn(PATH, orders.plan(tx, call.body()))),
                Endpoint.put(
                                PATH + "/{id}",
                                "changeWorkOrder",
                                "Replaces what a planned order says")
                        .body(NewWorkOrder.class)
                        .permission(ProductionPermission.ORDERS_WRITE)
                        .versionNeeded()
                        .answers(WorkOrderView.class)
                        .problems(ProductionError.ORDER_NOT_FOUND, ProductionError.ORDER_STATE)
                        .problems(makeup())
                        .write(
                                (tx, call) ->
                                        Reply.ok(
                                                orders.change(
                                                        tx,
                                                        call.id(),
                                                        call.body(),
                                                        call::expectVersion))));
    }

    private List<Endpoint<?>> steps() {
        return List.of(
                step("firm", "Fixes a planned order: planning leaves it alone", orders::firm),
                step(
                        "release",
                        "Fixes what it is planned to cost, sets its components aside and asks"
                                + " purchasing for what suppliers are to do",
                        orders::release,
                        ProductionError.COST_LIMIT,
                        ProductionError.BILL_TOO_LARGE,
                        InventoryError.UNKNOWN_ITEM,
                        InventoryError.INACTIVE_ITEM,
                        InventoryError.INSUFFICIENT_STOCK),
                step(
                        "complete",
                        "Says that nothing more is made; what is still set aside becomes free",
                        orders::complete),
                step("reopen", "Goes on with a completed order", orders::reopen),
                step("cancel", "Gives an order up to which nothing is posted", orders::cancel),
                Endpoint.post(
                                PATH + "/{id}/close",
                                "closeWorkOrder",
                                "Settles a completed order: its work in progress becomes"
                                        + " variances")
                        .optionalBody(NewClosing.class)
                        .permission(ProductionPermission.ORDERS_CLOSE)
                        .keyRequired()
                        .answers(WorkOrderView.class)
                        .problems(
                                ProductionError.ORDER_NOT_FOUND,
                                ProductionError.ORDER_STATE,
                                CoreError.FUTURE_DATE,
                                FinanceError.NO_ACCOUNT_OF_ROLE,
                                FinanceError.NO_PERIOD,
                                FinanceError.PERIOD_CLOSED)
                        .write(
                                (tx, call) -> {
                                    NewClosing wanted = call.bodyOrNull();
                                    return Reply.ok(
                                            PeriodRefusal.get(
                                                    () ->
                                                            postings.close(
                                                                    tx,
                                                                    call.id(),
                                                                    wanted == null
                                                                            ? null
                                                                            : wanted.date(),
                                                                    call::expectVersion)));
                                }));
    }

    private static Endpoint<?> step(String verb, String summary, Step step, ErrorCode... problems) {
        EndpointDraft<Void> draft =
                Endpoint.post(PATH + "/{id}/" + verb, verb + "WorkOrder", summary)
                        .permission(ProductionPermission.ORDERS_WRITE)
                        .keyRequired()
                        .answers(WorkOrderView.class)
                        .problems(ProductionError.ORDER_NOT_FOUND, ProductionError.ORDER_STATE)
                        .problems(problems);
        return draft.write((tx, call) -> Reply.ok(step.apply(tx, call.id(), call::expectVersion)));
    }

    private static ErrorCode[] makeup() {
        return new ErrorCode[] {
            InventoryError.UNKNOWN_WAREHOUSE,
            InventoryError.UNKNOWN_ITEM,
            InventoryError.INACTIVE_ITEM,
            ProductionError.UNKNOWN_BILL,
            ProductionError.UNKNOWN_ROUTING,
            ProductionError.NO_BILL,
            ProductionError.INVALID_LINES,
            ProductionError.BILL_TOO_LARGE
        };
    }
}

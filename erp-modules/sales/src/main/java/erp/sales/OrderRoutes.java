package erp.sales;

import erp.core.CoreError;
import erp.core.http.Call;
import erp.core.http.Endpoint;
import erp.core.http.Reply;
import erp.core.listing.History;
import erp.core.listing.Listing;
import erp.core.tx.Tx;
import erp.finance.common.FinanceError;
import erp.finance.common.PeriodRefusal;
import erp.inventory.common.InventoryError;
import erp.inventory.shipments.Shipments;
import erp.sales.common.SalesError;
import erp.sales.common.SalesPermission;
import erp.sales.documents.DeliveryView;
import erp.sales.documents.InvoiceView;
import erp.sales.orders.NewBill;
import erp.sales.orders.NewDelivery;
import erp.sales.orders.NewOrder;
import erp.sales.orders.Order;
import erp.sales.orders.OrderId;
import erp.sales.orders.OrderSummary;
import erp.sales.orders.OrderView;
import erp.sales.orders.ShortClosing;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Orders and what is done with them, over HTTP. */
final class OrderRoutes {
    private static final String PATH = "/api/v1/sales/orders";
    private static final NewDelivery ALL = new NewDelivery(null, null);
    private static final NewBill TODAY = new NewBill(null);
    private static final ShortClosing NO_REASON = new ShortClosing(null);

    private static final Listing<OrderSummary> ORDERS =
            Listing.of(Order.class)
                    .select(
                            OrderSummary.class,
                            "id, number, customerId, warehouseId, state, orderDate, total,"
                                    + " currency, version")
                    .equal("state", "only orders in this state")
                    .equal("customerId", "only orders of this customer")
                    .range("orderDate", "dated")
                    .sort("date", "orderDate")
                    .as(OrderSummary.class);

    private static final Listing<DeliveryView> DELIVERIES =
            Shipments.listing(DeliveryView.class, DeliveryView::of);

    private final Sales sales;

    OrderRoutes(Sales sales) {
        this.sales = sales;
    }

    List<Endpoint<?>> endpoints() {
        List<Endpoint<?>> endpoints = new ArrayList<>();
        endpoints.addAll(reads());
        endpoints.addAll(drafts());
        endpoints.addAll(fulfilment());
        endpoints.addAll(endings());
        return List.copyOf(endpoints);
    }

    private List<Endpoint<?>> reads() {
        return List.of(
                Endpoint.get(PATH, "listOrders", "Orders, newest first")
                        .permission(SalesPermission.ORDERS_READ)
                        .list(ORDERS),
                Endpoint.get(PATH + "/{id}", "getOrder", "One order with its lines")
                        .permission(SalesPermission.ORDERS_READ)
                        .answers(OrderView.class)
                        .problems(SalesError.ORDER_NOT_FOUND)
                        .read(this::getOrder),
                Endpoint.get(
                                PATH + "/{id}/history",
                                "getOrderHistory",
                                "Who changed the order, when and how, newest first")
                        .permission(SalesPermission.ORDERS_READ)
                        .problems(SalesError.ORDER_NOT_FOUND)
                        .list(
                                History.LISTING,
                                (tx, call) -> History.of(Order.TYPE, order(tx, call).getId())),
                Endpoint.get(
                                PATH + "/{id}/deliveries",
                                "listOrderDeliveries",
                                "Deliveries of the order, newest first")
                        .permission(SalesPermission.ORDERS_READ)
                        .problems(SalesError.ORDER_NOT_FOUND)
                        .list(
                                DELIVERIES,
                                (tx, call) -> Shipments.of(Sales.origin(order(tx, call).getId()))));
    }

    private List<Endpoint<?>> drafts() {
        return List.of(
                Endpoint.post(PATH, "createOrder", "Drafts an order")
                        .body(NewOrder.class)
                        .permission(SalesPermission.ORDERS_WRITE)
                        .keyRequired()
                        .creates(OrderView.class)
                        .problems(
                                SalesError.UNKNOWN_CUSTOMER,
                                SalesError.UNKNOWN_TAX_CODE,
                                SalesError.CURRENCY,
                                InventoryError.UNKNOWN_WAREHOUSE,
                                InventoryError.UNKNOWN_ITEM,
                                InventoryError.INACTIVE_ITEM)
                        .write(this::createOrder),
                Endpoint.put(
                                PATH + "/{id}",
                                "changeOrder",
                                "Replaces what a draft says; its number and history stay")
                        .body(NewOrder.class)
                        .permission(SalesPermission.ORDERS_WRITE)
                        .versionNeeded()
                        .answers(OrderView.class)
                        .problems(
                                SalesError.ORDER_NOT_FOUND,
                                SalesError.ORDER_STATE,
                                SalesError.UNKNOWN_CUSTOMER,
                                SalesError.UNKNOWN_TAX_CODE,
                                SalesError.CURRENCY,
                                InventoryError.UNKNOWN_WAREHOUSE,
                                InventoryError.UNKNOWN_ITEM,
                                InventoryError.INACTIVE_ITEM)
                        .write(this::changeOrder));
    }

    private List<Endpoint<?>> fulfilment() {
        return List.of(
                Endpoint.post(
                                PATH + "/{id}/confirm",
                                "confirmOrder",
                                "Fixes prices and terms and sets the goods aside")
                        .permission(SalesPermission.ORDERS_WRITE)
                        .keyRequired()
                        .answers(OrderView.class)
                        .problems(
                                SalesError.ORDER_NOT_FOUND,
                                SalesError.ORDER_STATE,
                                SalesError.CREDIT_LIMIT,
                                InventoryError.INSUFFICIENT_STOCK)
                        .write(this::confirm),
                Endpoint.post(
                                PATH + "/{id}/deliver",
                                "deliverOrder",
                                "Delivers these quantities; all that is open where lines are"
                                        + " absent")
                        .optionalBody(NewDelivery.class)
                        .permission(SalesPermission.DELIVERIES_WRITE)
                        .keyRequired()
                        .creates(DeliveryView.class)
                        .problems(
                                SalesError.ORDER_NOT_FOUND,
                                SalesError.ORDER_STATE,
                                SalesError.INVALID_LINES,
                                SalesError.OVER_DELIVERY,
                                SalesError.NOTHING_TO_DELIVER,
                                CoreError.FUTURE_DATE,
                                InventoryError.INSUFFICIENT_STOCK,
                                InventoryError.VALUE_AT_DATE,
                                FinanceError.NO_ACCOUNT_OF_ROLE,
                                FinanceError.NO_PERIOD,
                                FinanceError.PERIOD_CLOSED)
                        .write(this::deliver),
                Endpoint.post(
                                PATH + "/{id}/invoice",
                                "invoiceOrder",
                                "Bills what is delivered and not yet invoiced")
                        .optionalBody(NewBill.class)
                        .permission(SalesPermission.INVOICES_WRITE)
                        .keyRequired()
                        .creates(InvoiceView.class)
                        .problems(
                                SalesError.ORDER_NOT_FOUND,
                                SalesError.ORDER_STATE,
                                SalesError.NOTHING_TO_INVOICE,
                                SalesError.INVALID_DATE,
                                FinanceError.NUMBER_ORDER,
                                CoreError.FUTURE_DATE,
                                FinanceError.NO_ACCOUNT_OF_ROLE,
                                FinanceError.NO_PERIOD,
                                FinanceError.PERIOD_CLOSED)
                        .write(this::invoice));
    }

    private List<Endpoint<?>> endings() {
        return List.of(
                Endpoint.post(
                                PATH + "/{id}/cancel",
                                "cancelOrder",
                                "Cancels an order of which nothing is delivered")
                        .permission(SalesPermission.ORDERS_WRITE)
                        .answers(OrderView.class)
                        .problems(
                                SalesError.ORDER_NOT_FOUND,
                                SalesError.ORDER_STATE,
                                SalesError.ALREADY_DELIVERED)
                        .write(this::cancel),
                Endpoint.post(
                                PATH + "/{id}/close",
                                "closeOrder",
                                "Closes an order short: its rest is given up, what is delivered"
                                        + " can still be invoiced")
                        .optionalBody(ShortClosing.class)
                        .permission(SalesPermission.ORDERS_WRITE)
                        .keyRequired()
                        .answers(OrderView.class)
                        .problems(
                                SalesError.ORDER_NOT_FOUND,
                                SalesError.ORDER_STATE,
                                SalesError.NOTHING_DELIVERED,
                                SalesError.NOTHING_TO_DELIVER)
                        .write(this::close));
    }

    private Reply createOrder(Tx tx, Call<NewOrder> call) {
        return Reply.createdIn(PATH, sales.draft(tx, call.body()));
    }

    private Reply changeOrder(Tx tx, Call<NewOrder> call) {
        return Reply.ok(sales.change(tx, new OrderId(call.id()), call.body(), call::expectVersion));
    }

    private Reply getOrder(Tx tx, Call<Void> call) {
        Order order =
                Sales.found(
                        Sales.queries(tx).order(call.id()).getSingleResultOrNull(),
                        SalesError.ORDER_NOT_FOUND,
                        call.id());
        return Reply.ok(order.view());
    }

    private static Order order(Tx tx, Call<?> call) {
        return tx.require(Order.class, call.id(), SalesError.ORDER_NOT_FOUND);
    }

    private Reply confirm(Tx tx, Call<Void> call) {
        return Reply.ok(sales.confirm(tx, new OrderId(call.id()), call::expectVersion));
    }

    private Reply deliver(Tx tx, Call<NewDelivery> call) {
        NewDelivery wanted = Objects.requireNonNullElse(call.bodyOrNull(), ALL);
        return PeriodRefusal.get(
                () ->
                        Reply.createdIn(
                                InvoiceRoutes.DELIVERIES,
                                sales.deliver(
                                        tx, new OrderId(call.id()), wanted, call::expectVersion)));
    }

    private Reply invoice(Tx tx, Call<NewBill> call) {
        NewBill wanted = Objects.requireNonNullElse(call.bodyOrNull(), TODAY);
        return PeriodRefusal.get(
                () ->
                        Reply.createdIn(
                                InvoiceRoutes.INVOICES,
                                sales.invoice(
                                        tx, new OrderId(call.id()), wanted, call::expectVersion)));
    }

    private Reply cancel(Tx tx, Call<Void> call) {
        return Reply.ok(sales.cancel(tx, new OrderId(call.id()), call::expectVersion));
    }

    private Reply close(Tx tx, Call<ShortClosing> call) {
        ShortClosing wanted = call.bodyOrNull();
        return Reply.ok(
                sales.closeShort(
                        tx,
                        new OrderId(call.id()),
                        wanted == null ? NO_REASON : wanted,
                        call::expectVersion));
    }
}

package erp.sales;

import erp.core.ErpException;
import erp.core.History;
import erp.core.HistoryChange;
import erp.core.Tx;
import erp.core.http.Call;
import erp.core.http.Endpoint;
import erp.core.http.PageRequest;
import erp.core.http.Reply;
import erp.core.party.PartyError;
import erp.finance.FinanceError;
import erp.inventory.InventoryError;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The API of sales. */
public final class SalesRoutes {
    private static final String BASE = "/api/v1/sales/";
    private static final NewDelivery ALL = new NewDelivery(null);

    private final Sales sales;

    public SalesRoutes(Sales sales) {
        this.sales = sales;
    }

    public List<Endpoint<?>> endpoints() {
        List<Endpoint<?>> endpoints = new ArrayList<>();
        endpoints.addAll(customers());
        endpoints.addAll(orders());
        endpoints.addAll(actions());
        endpoints.addAll(documents());
        return List.copyOf(endpoints);
    }

    private List<Endpoint<?>> customers() {
        return List.of(
                Endpoint.get(BASE + "customers", "listCustomers", "Customers, newest first")
                        .permission(SalesPermission.CUSTOMERS_READ)
                        .answersPage(CustomerView.class)
                        .read(this::listCustomers),
                Endpoint.post(BASE + "customers", "createCustomer", "Creates a customer")
                        .body(NewCustomer.class)
                        .permission(SalesPermission.CUSTOMERS_WRITE)
                        .creates(CustomerView.class)
                        .problems(SalesError.CURRENCY, PartyError.PARTY_INVALID)
                        .write(this::createCustomer),
                Endpoint.get(BASE + "customers/{id}", "getCustomer", "One customer")
                        .permission(SalesPermission.CUSTOMERS_READ)
                        .answers(CustomerView.class)
                        .problems(SalesError.CUSTOMER_NOT_FOUND)
                        .read(this::getCustomer),
                Endpoint.put(
                                BASE + "customers/{id}",
                                "changeCustomer",
                                "Replaces what is known of and agreed with a customer")
                        .body(NewCustomer.class)
                        .permission(SalesPermission.CUSTOMERS_WRITE)
                        .versionNeeded()
                        .answers(CustomerView.class)
                        .problems(
                                SalesError.CUSTOMER_NOT_FOUND,
                                SalesError.CURRENCY,
                                PartyError.PARTY_INVALID)
                        .write(this::changeCustomer));
    }

    private List<Endpoint<?>> orders() {
        return List.of(
                Endpoint.get(BASE + "orders", "listOrders", "Orders, newest first")
                        .permission(SalesPermission.ORDERS_READ)
                        .query("state", OrderState.class, "only orders in this state")
                        .query("customerId", UUID.class, "only orders of this customer")
                        .answersPage(OrderSummary.class)
                        .read(this::listOrders),
                Endpoint.post(BASE + "orders", "createOrder", "Drafts an order")
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
                Endpoint.get(BASE + "orders/{id}", "getOrder", "One order with its lines")
                        .permission(SalesPermission.ORDERS_READ)
                        .answers(OrderView.class)
                        .problems(SalesError.ORDER_NOT_FOUND)
                        .read(this::getOrder),
                Endpoint.get(
                                BASE + "orders/{id}/history",
                                "getOrderHistory",
                                "Who changed the order, when and how, newest first")
                        .permission(SalesPermission.ORDERS_READ)
                        .answersPage(HistoryChange.class)
                        .problems(SalesError.ORDER_NOT_FOUND)
                        .read(this::orderHistory),
                Endpoint.get(
                                BASE + "orders/{id}/deliveries",
                                "listOrderDeliveries",
                                "Deliveries of the order, newest first")
                        .permission(SalesPermission.ORDERS_READ)
                        .answersPage(DeliveryView.class)
                        .problems(SalesError.ORDER_NOT_FOUND)
                        .read(this::listDeliveries));
    }

    private List<Endpoint<?>> actions() {
        return List.of(
                Endpoint.post(
                                BASE + "orders/{id}/confirm",
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
                                BASE + "orders/{id}/deliver",
                                "deliverOrder",
                                "Delivers all that is open, or these quantities")
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
                                FinanceError.NO_ACCOUNT_OF_ROLE,
                                FinanceError.NO_PERIOD,
                                FinanceError.PERIOD_CLOSED)
                        .write(this::deliver),
                Endpoint.post(
                                BASE + "orders/{id}/invoice",
                                "invoiceOrder",
                                "Bills what is delivered and not yet invoiced")
                        .permission(SalesPermission.INVOICES_WRITE)
                        .keyRequired()
                        .creates(InvoiceView.class)
                        .problems(
                                SalesError.ORDER_NOT_FOUND,
                                SalesError.ORDER_STATE,
                                SalesError.NOTHING_TO_INVOICE,
                                FinanceError.NO_ACCOUNT_OF_ROLE,
                                FinanceError.NO_PERIOD,
                                FinanceError.PERIOD_CLOSED)
                        .write(this::invoice),
                Endpoint.post(
                                BASE + "orders/{id}/cancel",
                                "cancelOrder",
                                "Cancels an order of which nothing is delivered")
                        .permission(SalesPermission.ORDERS_WRITE)
                        .answers(OrderView.class)
                        .problems(
                                SalesError.ORDER_NOT_FOUND,
                                SalesError.ORDER_STATE,
                                SalesError.ALREADY_DELIVERED)
                        .write(this::cancel));
    }

    private List<Endpoint<?>> documents() {
        return List.of(
                Endpoint.get(BASE + "deliveries/{id}", "getDelivery", "One delivery")
                        .permission(SalesPermission.ORDERS_READ)
                        .answers(DeliveryView.class)
                        .problems(SalesError.DELIVERY_NOT_FOUND)
                        .read(this::getDelivery),
                Endpoint.get(BASE + "invoices", "listInvoices", "Invoices, newest first")
                        .permission(SalesPermission.INVOICES_READ)
                        .query("customerId", UUID.class, "only invoices to this customer")
                        .query("orderId", UUID.class, "only invoices of this order")
                        .answersPage(InvoiceSummary.class)
                        .read(this::listInvoices),
                Endpoint.get(BASE + "invoices/{id}", "getInvoice", "One invoice and what is owed")
                        .permission(SalesPermission.INVOICES_READ)
                        .answers(InvoiceView.class)
                        .problems(SalesError.INVOICE_NOT_FOUND)
                        .read(this::getInvoice));
    }

    private Reply listCustomers(Tx tx, Call<Void> call) {
        PageRequest page = call.page();
        return Reply.ok(
                page.page(
                        sales.customers().list(tx, page.before(), page.fetch()), CustomerView::id));
    }

    private Reply createCustomer(Tx tx, Call<NewCustomer> call) {
        CustomerView customer = sales.addCustomer(tx, call.body());
        return Reply.created(BASE + "customers/" + customer.id(), customer)
                .etag(customer.version());
    }

    private Reply getCustomer(Tx tx, Call<Void> call) {
        CustomerView customer = sales.customers().view(tx, new CustomerId(call.id()));
        return Reply.ok(customer).etag(customer.version());
    }

    private Reply changeCustomer(Tx tx, Call<NewCustomer> call) {
        CustomerView customer =
                sales.customers()
                        .change(tx, new CustomerId(call.id()), call.body(), call::expectVersion);
        return Reply.ok(customer).etag(customer.version());
    }

    private Reply listOrders(Tx tx, Call<Void> call) {
        PageRequest page = call.page();
        return Reply.ok(
                page.page(
                        Sales.queries(tx)
                                .orders(
                                        page.before(),
                                        call.query("state", OrderState.class).orElse(null),
                                        call.query("customerId", UUID.class).orElse(null),
                                        page.fetch()),
                        OrderSummary::id));
    }

    private Reply createOrder(Tx tx, Call<NewOrder> call) {
        OrderView order = sales.draft(tx, call.body());
        return Reply.created(BASE + "orders/" + order.id(), order).etag(order.version());
    }

    private Reply getOrder(Tx tx, Call<Void> call) {
        Order order =
                found(
                        Sales.queries(tx).order(call.id()).getSingleResultOrNull(),
                        SalesError.ORDER_NOT_FOUND,
                        call.id());
        return Reply.ok(order.view()).etag(order.getVersion());
    }

    private Reply orderHistory(Tx tx, Call<Void> call) {
        tx.require(Order.class, call.id(), SalesError.ORDER_NOT_FOUND);
        return Reply.ok(History.of(tx, Sales.ORDER, call.id(), call.page()));
    }

    private Reply listDeliveries(Tx tx, Call<Void> call) {
        tx.require(Order.class, call.id(), SalesError.ORDER_NOT_FOUND);
        PageRequest page = call.page();
        SalesQueries queries = Sales.queries(tx);
        List<UUID> ids = queries.deliveryIds(call.id(), page.before(), page.fetch());
        List<DeliveryView> deliveries =
                ids.isEmpty()
                        ? List.of()
                        : queries.deliveries(ids).stream().map(Delivery::view).toList();
        return Reply.ok(page.page(deliveries, DeliveryView::id));
    }

    private Reply confirm(Tx tx, Call<Void> call) {
        OrderView order = sales.confirm(tx, new OrderId(call.id()), call::expectVersion);
        return Reply.ok(order).etag(order.version());
    }

    private Reply deliver(Tx tx, Call<NewDelivery> call) {
        NewDelivery wanted = call.bodyOrNull();
        DeliveryView delivery =
                sales.deliver(
                        tx,
                        new OrderId(call.id()),
                        wanted == null ? ALL : wanted,
                        call::expectVersion);
        return Reply.created(BASE + "deliveries/" + delivery.id(), delivery)
                .etag(delivery.version());
    }

    private Reply invoice(Tx tx, Call<Void> call) {
        InvoiceView invoice = sales.invoice(tx, new OrderId(call.id()), call::expectVersion);
        return Reply.created(BASE + "invoices/" + invoice.id(), invoice).etag(invoice.version());
    }

    private Reply cancel(Tx tx, Call<Void> call) {
        OrderView order = sales.cancel(tx, new OrderId(call.id()), call::expectVersion);
        return Reply.ok(order).etag(order.version());
    }

    private Reply getDelivery(Tx tx, Call<Void> call) {
        Delivery delivery =
                found(
                        Sales.queries(tx).delivery(call.id()).getSingleResultOrNull(),
                        SalesError.DELIVERY_NOT_FOUND,
                        call.id());
        return Reply.ok(delivery.view()).etag(0);
    }

    private Reply listInvoices(Tx tx, Call<Void> call) {
        PageRequest page = call.page();
        List<InvoiceSummary> invoices =
                Sales.queries(tx)
                        .invoices(
                                page.before(),
                                call.query("customerId", UUID.class).orElse(null),
                                call.query("orderId", UUID.class).orElse(null),
                                page.fetch())
                        .stream()
                        .map(Invoice::summary)
                        .toList();
        return Reply.ok(page.page(invoices, InvoiceSummary::id));
    }

    private Reply getInvoice(Tx tx, Call<Void> call) {
        Invoice invoice =
                found(
                        Sales.queries(tx).invoice(call.id()).getSingleResultOrNull(),
                        SalesError.INVOICE_NOT_FOUND,
                        call.id());
        return Reply.ok(invoice.view(sales.owed(tx, invoice))).etag(0);
    }

    private static <E> E found(@Nullable E document, SalesError absent, UUID id) {
        if (document == null) {
            throw new ErpException(absent, "there is no such document: %s", id);
        }
        return document;
    }
}

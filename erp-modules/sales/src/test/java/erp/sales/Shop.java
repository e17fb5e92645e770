package erp.sales;

import erp.core.Http;
import erp.core.TestServer;
import erp.core.http.Endpoint;
import erp.core.party.Companies;
import erp.core.party.CompanyRoutes;
import erp.core.tx.Db;
import erp.core.value.Money;
import erp.finance.Finance;
import erp.finance.FinanceRoutes;
import erp.finance.accounts.Subledger;
import erp.finance.payments.NewPayment;
import erp.inventory.Inventory;
import erp.inventory.InventoryRoutes;
import erp.sales.orders.Billing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A company with a chart of accounts, a warehouse and a customer, over HTTP. */
final class Shop implements AutoCloseable {
    final AtomicInteger statements = new AtomicInteger();
    final AtomicInteger retries = new AtomicInteger();
    final Finance finance = new Finance();
    final Inventory inventory = new Inventory(finance.ledger());
    final Sales sales = new Sales(inventory, finance);
    final TestServer server;
    final Http http;
    UUID warehouse;
    UUID customer;

    Shop() {
        List<Class<?>> entities = new ArrayList<>(Finance.entities());
        entities.addAll(Companies.ENTITIES);
        entities.addAll(Inventory.entities());
        entities.addAll(Sales.entities());
        List<Endpoint<?>> endpoints = new ArrayList<>(new FinanceRoutes(finance).endpoints());
        endpoints.addAll(new CompanyRoutes(new Companies()).endpoints());
        endpoints.addAll(new InventoryRoutes(inventory).endpoints());
        endpoints.addAll(new SalesRoutes(sales).endpoints());
        server =
                TestServer.of(entities)
                        .connections(20, Duration.ofSeconds(30))
                        .observer(counting())
                        .start(endpoints);
        http = server.as("*");
        reset();
    }

    /** Nothing but chart, warehouse and customer. */
    void reset() {
        server.truncate();
        server.write(tx -> finance.chart().createDefault(tx));
        warehouse = warehouse("W1");
        customer = customer("");
    }

    UUID warehouse(String code) {
        return http.post(
                        "/api/v1/inventory/warehouses",
                        "{\"code\":\"%s\",\"name\":\"A house\"}".formatted(code))
                .expect(201)
                .uuid("/id");
    }

    /**
     * @param more members of the body, each beginning with a comma
     */
    UUID customer(String more) {
        return http.post("/api/v1/sales/customers", "{\"name\":\"Ada Ltd\"" + more + "}")
                .expect(201)
                .uuid("/id");
    }

    UUID item(String sku) {
        return http.post(
                        "/api/v1/inventory/items",
                        "{\"sku\":\"%s\",\"name\":\"Bolt\",\"unit\":\"piece\"}".formatted(sku))
                .expect(201)
                .uuid("/id");
    }

    /** An item of which so much was received at that cost. */
    UUID stocked(String sku, String quantity, String unitCost) {
        UUID item = item(sku);
        receive(item, quantity, unitCost).expect(201);
        return item;
    }

    Http.Response receive(UUID item, String quantity, String unitCost) {
        return receive(warehouse, item, quantity, unitCost);
    }

    Http.Response receive(UUID into, UUID item, String quantity, String unitCost) {
        return http.once()
                .post(
                        "/api/v1/inventory/receipts",
                        """
                        {"warehouseId":"%s","lines":[{"itemId":"%s","quantity":"%s","unitCost":"%s"}]}
                        """
                                .formatted(into, item, quantity, unitCost));
    }

    /**
     * A draft.
     *
     * @param lines item, quantity, price, and so on
     */
    Http.Response order(Object... lines) {
        return http.once().post("/api/v1/sales/orders", orderBody(customer, lines));
    }

    String orderBody(UUID buyer, Object... lines) {
        String text =
                IntStream.range(0, lines.length / 3)
                        .mapToObj(
                                i ->
                                        "{\"itemId\":\"%s\",\"quantity\":\"%s\",\"unitPrice\":\"%s\"}"
                                                .formatted(
                                                        lines[3 * i],
                                                        lines[3 * i + 1],
                                                        lines[3 * i + 2]))
                        .collect(Collectors.joining(","));
        return "{\"customerId\":\"%s\",\"warehouseId\":\"%s\",\"lines\":[%s]}"
                .formatted(buyer, warehouse, text);
    }

    UUID draft(Object... lines) {
        return order(lines).expect(201).uuid("/id");
    }

    UUID confirmed(Object... lines) {
        UUID id = draft(lines);
        act(id, "confirm").expect(200);
        return id;
    }

    UUID delivered(Object... lines) {
        UUID id = confirmed(lines);
        act(id, "deliver").expect(201);
        return id;
    }

    Http.Response act(UUID order, String action) {
        return http.once().post("/api/v1/sales/orders/" + order + "/" + action);
    }

    Http.Response deliver(UUID order, Object... lines) {
        String text =
                IntStream.range(0, lines.length / 2)
                        .mapToObj(
                                i ->
                                        "{\"lineId\":\"%s\",\"quantity\":\"%s\"}"
                                                .formatted(lines[2 * i], lines[2 * i + 1]))
                        .collect(Collectors.joining(","));
        return http.once()
                .post("/api/v1/sales/orders/" + order + "/deliver", "{\"lines\":[" + text + "]}");
    }

    Http.Response get(UUID order) {
        return http.get("/api/v1/sales/orders/" + order).expect(200);
    }

    UUID line(UUID order, int index) {
        return get(order).uuid("/lines/" + index + "/id");
    }

    void pay(UUID invoice, String amount) {
        Money money = Money.of(amount, "EUR");
        server.write(
                tx ->
                        finance.payments()
                                .post(
                                        tx,
                                        new NewPayment(
                                                Subledger.RECEIVABLE,
                                                customer,
                                                money,
                                                tx.today(),
                                                "",
                                                List.of(
                                                        new NewPayment.Allocation(
                                                                new NewPayment.ItemRef.Document(
                                                                        Billing.INVOICE, invoice),
                                                                money)))));
    }

    /** On hand, reserved. */
    String stock(UUID item) {
        Http.Response stock = http.get("/api/v1/inventory/stock?itemId=" + item).expect(200);
        return stock.text("/items/0/onHand") + " " + stock.text("/items/0/reserved");
    }

    private Db.Observer counting() {
        return new Db.Observer() {
            @Override
            public void statement(long nanos) {
                statements.incrementAndGet();
            }

            @Override
            public void retried() {
                retries.incrementAndGet();
            }
        };
    }

    @Override
    public void close() {
        server.close();
    }
}

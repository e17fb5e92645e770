package erp.purchasing;

import erp.core.Actor;
import erp.core.Caller;
import erp.core.Http;
import erp.core.TestServer;
import erp.core.http.Endpoint;
import erp.core.party.Companies;
import erp.core.tx.Tx;
import erp.finance.Finance;
import erp.finance.FinanceRoutes;
import erp.inventory.Inventory;
import erp.inventory.InventoryRoutes;
import erp.migrations.NarrowedChecks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A company that buys: a chart of accounts, a warehouse, a supplier, and people, over HTTP. */
final class Yard implements AutoCloseable {
    static final String BASE = "/api/v1/purchasing/";

    final Finance finance = new Finance();
    final Inventory inventory = new Inventory(finance.ledger());
    final Purchasing purchasing = new Purchasing(inventory, finance);
    final TestServer server;

    UUID company;

    /** Orders, takes in goods and enters invoices. */
    Http buyer;

    /** Approves and releases. */
    Http chief;

    Http deputy;
    UUID warehouse;
    UUID supplier;
    UUID bolt;
    UUID nut;

    Yard() {
        List<Class<?>> entities = new ArrayList<>(Finance.entities());
        entities.addAll(Companies.ENTITIES);
        entities.addAll(Inventory.entities());
        entities.addAll(Purchasing.entities());
        List<Endpoint<?>> endpoints = new ArrayList<>(new FinanceRoutes(finance).endpoints());
        endpoints.addAll(new InventoryRoutes(inventory).endpoints());
        endpoints.addAll(purchasing.endpoints());
        server = TestServer.of(entities).connections(20, Duration.ofSeconds(30)).start(endpoints);
        reset();
    }

    private Http person() {
        return server.as(UUID.randomUUID(), company, "*");
    }

    /** Another company, with nothing but chart, warehouse, supplier and two items. */
    void reset() {
        company = server.addCompany();
        buyer = person();
        chief = person();
        deputy = person();
        buyer.post("/api/v1/finance/chart/default").expect(200);
        warehouse =
                buyer.post("/api/v1/inventory/warehouses", "{\"code\":\"W1\",\"name\":\"A house\"}")
                        .expect(201)
                        .uuid("/id");
        supplier = supplier("");
        bolt = item("BOLT");
        nut = item("NUT");
    }

    /**
     * @param more members of the body, each beginning with a comma
     */
    UUID supplier(String more) {
        return buyer.post(BASE + "suppliers", "{\"name\":\"Iron Ltd\"" + more + "}")
                .expect(201)
                .uuid("/id");
    }

    UUID item(String sku) {
        return buyer.post(
                        "/api/v1/inventory/items",
                        "{\"sku\":\"%s\",\"name\":\"A thing\",\"unit\":\"piece\"}".formatted(sku))
                .expect(201)
                .uuid("/id");
    }

    /** The rules: percentages over, of quantity, of price, and an amount. */
    void tolerate(String over, String quantity, String price, String total) {
        Http.Response now = buyer.get(BASE + "policy").expect(200);
        chief.with("If-Match", now.header("ETag").orElseThrow())
                .put(
                        BASE + "policy",
                        """
                        {"overReceiptPercent":"%s","quantityPercent":"%s","pricePercent":"%s",
                         "totalAmount":{"amount":"%s","currency":"EUR"},
                         "levels":[{"above":{"amount":"0","currency":"EUR"},"approvals":1},
                                   {"above":{"amount":"10000","currency":"EUR"},"approvals":2}]}
                        """
                                .formatted(over, quantity, price, total))
                .expect(200);
    }

    /**
     * A draft.
     *
     * @param lines item, quantity, price, and so on
     */
    Http.Response draft(Object... lines) {
        return buyer.once().post(BASE + "orders", orderBody(lines));
    }

    String orderBody(Object... lines) {
        return "{\"supplierId\":\"%s\",\"warehouseId\":\"%s\",\"lines\":[%s]}"
                .formatted(
                        supplier,
                        warehouse,
                        joined(
                                lines,
                                3,
                                "{\"itemId\":\"%s\",\"quantity\":\"%s\",\"unitPrice\":\"%s\"}"));
    }

    UUID confirmed(Object... lines) {
        UUID order = draft(lines).expect(201).uuid("/id");
        act(buyer, order, "submit").expect(200);
        act(chief, order, "approve").expect(200);
        act(buyer, order, "confirm").expect(200);
        return order;
    }

    Http.Response act(Http who, UUID order, String verb) {
        return seen(who, order, verb).post(BASE + "orders/" + order + "/" + verb);
    }

    /** Who decides has read the order. */
    private Http seen(Http who, UUID order, String verb) {
        return verb.startsWith("approve") || verb.startsWith("reject")
                ? seen(who, "orders/" + order)
                : who.once();
    }

    /** Somebody who has read what lies there as it is now. */
    Http seen(Http who, String path) {
        return who.once()
                .with("If-Match", buyer.get(BASE + path).expect(200).header("ETag").orElseThrow());
    }

    Http.Response act(Http who, UUID order, String verb, String body) {
        return seen(who, order, verb).post(BASE + "orders/" + order + "/" + verb, body);
    }

    /**
     * @param lines index of the order's line, quantity, and so on
     */
    Http.Response receive(UUID order, Object... lines) {
        Http.Response read = order(order);
        Object[] named = lines.clone();
        for (int i = 0; i < lines.length; i += 2) {
            named[i] = read.text("/lines/" + lines[i] + "/id");
        }
        return act(
                buyer,
                order,
                "receive",
                "{\"lines\":[%s]}"
                        .formatted(joined(named, 2, "{\"lineId\":\"%s\",\"quantity\":\"%s\"}")));
    }

    Http.Response order(UUID order) {
        return buyer.get(BASE + "orders/" + order).expect(200);
    }

    String line(UUID order, int index) {
        return order(order).text("/lines/" + index + "/id");
    }

    /**
     * @param lines id of an order's line, quantity, price, and so on
     */
    Http.Response invoice(String number, String total, Object... lines) {
        return buyer.once().post(BASE + "invoices", invoiceBody(number, total, lines));
    }

    String invoiceBody(String number, String total, Object... lines) {
        return """
        {"supplierId":"%s","number":"%s","date":"%s","total":{"amount":"%s","currency":"EUR"},
         "lines":[%s]}
        """
                .formatted(
                        supplier,
                        number,
                        today(),
                        total,
                        joined(
                                lines,
                                3,
                                "{\"orderLineId\":\"%s\",\"quantity\":\"%s\",\"unitPrice\":\"%s\"}"));
    }

    Http.Response actOnInvoice(Http who, UUID invoice, String verb) {
        return seen(who, "invoices/" + invoice)
                .post(
                        BASE + "invoices/" + invoice + "/" + verb,
                        verb.equals("match") ? null : "{\"reason\":\"so it is\"}");
    }

    Http.Response sendBack(Http.Response receipt, int line, String quantity) {
        return buyer.once()
                .post(
                        BASE + "receipts/" + receipt.text("/id") + "/return",
                        "{\"reason\":\"rusty\",\"lines\":[{\"receiptLineId\":\"%s\",\"quantity\":\"%s\"}]}"
                                .formatted(receipt.text("/lines/" + line + "/id"), quantity));
    }

    String today() {
        return in(0);
    }

    String in(int days) {
        return write(tx -> tx.today().plusDays(days).toString());
    }

    /** Runs work in a transaction of the company. */
    <T> T write(Function<Tx, T> work) {
        Actor actor = new Actor(TestServer.USER, "tester", Set.of("*"));
        return server.db().write(new Caller(actor, company, "test"), work);
    }

    String onHand(UUID item) {
        return buyer.get("/api/v1/inventory/stock?itemId=" + item)
                .expect(200)
                .text("/items/0/onHand");
    }

    /** Balance of the account of that code: debits less credits. */
    String balance(String account) {
        Http.Response trial = buyer.get("/api/v1/finance/trial-balance").expect(200);
        for (var row : trial.json().at("/accounts")) {
            if (row.at("/code").asString().equals(account)) {
                return row.at("/balance/amount").asString();
            }
        }
        return "0.00";
    }

    /** What is broken, each with its first rows; empty when all is well. */
    List<String> broken() {
        return NarrowedChecks.brokenOldOrNew(server.schema().administrator().dataSource());
    }

    private static String joined(Object[] values, int width, String form) {
        return IntStream.range(0, values.length / width)
                .mapToObj(
                        i -> {
                            Object[] part = new Object[width];
                            System.arraycopy(values, i * width, part, 0, width);
                            return form.formatted(part);
                        })
                .collect(Collectors.joining(","));
    }

    @Override
    public void close() {
        server.close();
    }
}

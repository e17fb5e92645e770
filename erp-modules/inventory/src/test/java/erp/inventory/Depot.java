package erp.inventory;

import erp.core.Http;
import erp.core.TestServer;
import erp.core.http.Endpoint;
import erp.core.party.Companies;
import erp.core.party.Parties;
import erp.core.party.PartyDetails;
import erp.core.tx.Db;
import erp.core.value.Quantity;
import erp.finance.Finance;
import erp.finance.FinanceRoutes;
import erp.inventory.items.ItemId;
import erp.inventory.items.WarehouseId;
import erp.inventory.shipments.GoodsOut;
import erp.inventory.stock.Origin;
import erp.migrations.NarrowedChecks;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** A company with a chart of accounts and a warehouse, over HTTP. */
final class Depot implements AutoCloseable {
    final AtomicInteger statements;
    final Inventory inventory;
    final TestServer server;
    final Http http;
    final UUID warehouse;

    Depot() {
        Finance finance = new Finance();
        statements = new AtomicInteger();
        inventory = new Inventory(finance.ledger());
        List<Class<?>> entities = new ArrayList<>(Finance.entities());
        entities.addAll(Inventory.entities());
        entities.addAll(Companies.ENTITIES);
        List<Endpoint<?>> endpoints = new ArrayList<>(new FinanceRoutes(finance).endpoints());
        endpoints.addAll(new InventoryRoutes(inventory).endpoints());
        server =
                TestServer.of(entities)
                        .connections(20, Duration.ofSeconds(30))
                        .observer(counting(statements))
                        .start(endpoints);
        http = server.as("*");
        warehouse = opened();
    }

    private Depot(Depot beside, UUID company) {
        statements = beside.statements;
        inventory = beside.inventory;
        server = beside.server;
        http = server.as(TestServer.USER, company, "*");
        warehouse = opened();
    }

    /** A depot of another company on the same server. */
    Depot beside(String currency, String zone) {
        UUID company = UUID.randomUUID();
        server.addCompany(company, company.toString().substring(0, 18), currency, zone);
        return new Depot(this, company);
    }

    private UUID opened() {
        http.post("/api/v1/finance/chart/default").expect(200);
        return warehouse("W1");
    }

    private static Db.Observer counting(AtomicInteger statements) {
        return new Db.Observer() {
            @Override
            public void statement(long nanos) {
                statements.incrementAndGet();
            }
        };
    }

    UUID warehouse(String code) {
        return http.post(
                        "/api/v1/inventory/warehouses",
                        "{\"code\":\"%s\",\"name\":\"A house\"}".formatted(code))
                .expect(201)
                .uuid("/id");
    }

    Http.Response newItem(String sku) {
        return http.post(
                "/api/v1/inventory/items",
                "{\"sku\":\"%s\",\"name\":\"Bolt\",\"unit\":\"piece\"}".formatted(sku));
    }

    UUID item(String sku) {
        return newItem(sku).expect(201).uuid("/id");
    }

    UUID stocked(String sku, String quantity, String unitCost) {
        UUID item = item(sku);
        post("receipts", line(item, "\"quantity\":\"%s\",\"unitCost\":\"%s\"", quantity, unitCost))
                .expect(201);
        return item;
    }

    /** One line of a document, its members given by a format. */
    static String line(UUID item, String members, Object... values) {
        return "{\"itemId\":\"%s\",%s}".formatted(item, members.formatted(values));
    }

    Http.Response post(String path, String... lines) {
        return send(path, "", lines);
    }

    /** A document of that date. */
    Http.Response postAt(String date, String path, String... lines) {
        return send(path, "\"date\":\"%s\",".formatted(date), lines);
    }

    private Http.Response send(String path, String members, String... lines) {
        String reason = path.equals("receipts") ? "" : "\"reason\":\"found\",";
        return http.once()
                .post(
                        "/api/v1/inventory/" + path,
                        "{\"warehouseId\":\"%s\",%s%s\"lines\":[%s]}"
                                .formatted(warehouse, members, reason, String.join(",", lines)));
    }

    Http.Response receive(String date, UUID item, String quantity, String unitCost) {
        return postAt(
                date,
                "receipts",
                line(item, "\"quantity\":\"%s\",\"unitCost\":\"%s\"", quantity, unitCost));
    }

    Http.Response adjust(String date, UUID item, String quantity) {
        return postAt(date, "adjustments", line(item, "\"quantity\":\"%s\"", quantity));
    }

    Http.Response count(String date, UUID item, String counted) {
        return postAt(date, "counts", line(item, "\"counted\":\"%s\"", counted));
    }

    /** Goods go out that a line of a document has set aside. */
    void deliver(WarehouseId from, ItemId item, UUID line, Quantity quantity, LocalDate date) {
        UUID customer = party("Ada");
        server.write(
                tx ->
                        inventory
                                .shipments()
                                .deliver(
                                        tx,
                                        new GoodsOut(
                                                tx.newId(),
                                                "test.delivery",
                                                new Origin("test.order", tx.newId()),
                                                1,
                                                customer,
                                                from,
                                                date,
                                                List.of(new GoodsOut.Line(line, item, quantity)))));
    }

    UUID party(String name) {
        return server.write(tx -> new Parties().create(tx, PartyDetails.named(name)).id());
    }

    String onHand(UUID item) {
        return http.get("/api/v1/inventory/stock?itemId=" + item)
                .expect(200)
                .text("/items/0/onHand");
    }

    /** What is broken, each with its first rows; empty when all is well. */
    List<String> broken() {
        return NarrowedChecks.brokenOldOrNew(server.schema().administrator().dataSource());
    }

    @Override
    public void close() {
        server.close();
    }
}

package erp.production;

import erp.core.Http;
import erp.core.TestServer;
import erp.core.http.Endpoint;
import erp.core.party.Companies;
import erp.core.sql.Sql;
import erp.core.tx.Db;
import erp.core.value.Quantity;
import erp.finance.Finance;
import erp.finance.FinanceRoutes;
import erp.inventory.Inventory;
import erp.inventory.InventoryRoutes;
import erp.inventory.planning.Expectations;
import erp.inventory.planning.Expected;
import erp.inventory.planning.PurchaseProposed;
import erp.inventory.planning.PurchaseWithdrawn;
import erp.migrations.NarrowedChecks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A company with a chart of accounts, a warehouse and something to make, over HTTP. */
final class Plant implements AutoCloseable {
    static final String API = "/api/v1/production/";

    final Finance finance = new Finance();
    final Inventory inventory = new Inventory(finance.ledger());
    final List<Expected> expected = new CopyOnWriteArrayList<>();
    final List<PurchaseProposed> proposed = new CopyOnWriteArrayList<>();
    final List<UUID> withdrawn = new CopyOnWriteArrayList<>();
    volatile Runnable onProposed = () -> {};
    final AtomicInteger retries = new AtomicInteger();
    final TestServer server;
    final Production production = new Production(inventory, finance);
    Http http;
    UUID company;
    UUID warehouse;

    Plant() {
        List<Class<?>> entities = new ArrayList<>(Finance.entities());
        entities.addAll(Companies.ENTITIES);
        entities.addAll(Inventory.entities());
        entities.addAll(Production.entities());
        List<Endpoint<?>> endpoints = new ArrayList<>(new FinanceRoutes(finance).endpoints());
        endpoints.addAll(new InventoryRoutes(inventory).endpoints());
        endpoints.addAll(production.endpoints());
        server =
                TestServer.of(entities)
                        .connections(20, Duration.ofSeconds(30))
                        .observer(
                                new Db.Observer() {
                                    @Override
                                    public void retried() {
                                        retries.incrementAndGet();
                                    }
                                })
                        .subscribe(
                                journal -> {
                                    journal.on(
                                            PurchaseProposed.class,
                                            (_, event) -> {
                                                proposed.add(event);
                                                onProposed.run();
                                            });
                                    journal.on(
                                            PurchaseWithdrawn.class,
                                            (_, event) -> withdrawn.add(event.origin().id()));
                                })
                        .start(endpoints);
        open();
    }

    private Expectations told() {
        return (_, to) -> expected.forEach(to);
    }

    /** Another company, which has nothing but chart and warehouse. */
    final void open() {
        company = server.addCompany();
        http = server.as(TestServer.USER, company, "*");
        expected.clear();
        proposed.clear();
        withdrawn.clear();
        http.post("/api/v1/finance/chart/default").expect(200);
        warehouse =
                http.post("/api/v1/inventory/warehouses", "{\"code\":\"W1\",\"name\":\"A house\"}")
                        .expect(201)
                        .uuid("/id");
    }

    /** JSON with apostrophes for quotes. */
    static String json(String text, Object... values) {
        return text.formatted(values).replace('\'', '"');
    }

    /** Posts with a key of its own. */
    Http.Response post(String path, String body, Object... values) {
        return http.once().post(API + path, json(body, values));
    }

    Http.Response get(String path) {
        return http.get(API + path).expect(200);
    }

    UUID item(String sku) {
        return http.post(
                        "/api/v1/inventory/items",
                        json("{'sku':'%s','name':'Part','unit':'piece'}", sku))
                .expect(201)
                .uuid("/id");
    }

    UUID stocked(String sku, String quantity, String cost) {
        UUID item = item(sku);
        stock(item, quantity, cost);
        return item;
    }

    void stock(UUID item, String quantity, String cost) {
        http.once()
                .post(
                        "/api/v1/inventory/receipts",
                        json(
                                "{'warehouseId':'%s','lines':[{'itemId':'%s','quantity':'%s',"
                                        + "'unitCost':'%s'}]}",
                                warehouse, item, quantity, cost))
                .expect(201);
    }

    void adjust(UUID item, String difference) {
        http.once()
                .post(
                        "/api/v1/inventory/adjustments",
                        json(
                                "{'warehouseId':'%s','reason':'lost','lines':[{'itemId':'%s',"
                                        + "'quantity':'%s'}]}",
                                warehouse, item, difference))
                .expect(201);
    }

    /** Monday to Friday, 8 hours, 30 an hour for people and 20 for the machine. */
    UUID centre(String code) {
        return post("work-centres", centreBody(code, "30", "20")).expect(201).uuid("/id");
    }

    static String centreBody(String code, String labour, String machine) {
        return json(
                "{'code':'%s','name':'Bench','workingDays':['MONDAY','TUESDAY','WEDNESDAY',"
                        + "'THURSDAY','FRIDAY'],'closedDays':['2026-12-25'],'capacityHours':'8',"
                        + "'labourRate':'%s','machineRate':'%s'}",
                code, labour, machine);
    }

    /** One operation: an hour to set up, a quarter for each piece. */
    UUID routing(String code, UUID centre) {
        return post(
                        "routings",
                        "{'code':'%s','name':'How','operations':[{'name':'Assemble',"
                                + "'workCentreId':'%s','setupHours':'1','hoursPerUnit':'0.25'}]}",
                        code,
                        centre)
                .expect(201)
                .uuid("/id");
    }

    /** A line of a bill. */
    static String part(UUID item, String quantity) {
        return json("{'itemId':'%s','quantity':'%s'}", item, quantity);
    }

    /**
     * A version that is valid from the beginning of the year.
     *
     * @param more members of the body, each beginning with a comma
     */
    UUID bill(UUID item, String more, String... parts) {
        UUID bill = draftBill(item, more, parts).expect(201).uuid("/id");
        post("bills/" + bill + "/activate", "{'validFrom':'2026-01-01'}").expect(200);
        return bill;
    }

    Http.Response draftBill(UUID item, String more, String... parts) {
        return post(
                "bills",
                "{'itemId':'%s','components':[%s]%s}",
                item,
                String.join(",", parts),
                more);
    }

    /** A planned order that is due in a week. */
    Http.Response order(UUID item, String quantity, String more) {
        return post(
                "work-orders",
                "{'itemId':'%s','warehouseId':'%s','quantity':'%s','startDate':'2026-11-24',"
                        + "'dueDate':'2026-12-01'%s}",
                item,
                warehouse,
                quantity,
                more);
    }

    UUID released(UUID item, String quantity, String more) {
        UUID id = order(item, quantity, more).expect(201).uuid("/id");
        act(id, "firm").expect(200);
        act(id, "release").expect(200);
        return id;
    }

    Http.Response act(UUID order, String verb) {
        return http.once().post(API + "work-orders/" + order + "/" + verb);
    }

    Http.Response act(UUID order, String verb, String body, Object... values) {
        return post("work-orders/" + order + "/" + verb, body, values);
    }

    Http.Response see(UUID order) {
        return get("work-orders/" + order);
    }

    /** On hand, reserved. */
    String stockOf(UUID item) {
        Http.Response stock = http.get("/api/v1/inventory/stock?itemId=" + item).expect(200);
        return stock.text("/items/0/onHand") + " " + stock.text("/items/0/reserved");
    }

    /** What the account of that role has in debit, less in credit. */
    String account(String role) {
        return server.read(
                tx ->
                        Sql.query(
                                        tx.session(),
                                        """
                                        select cast(coalesce(sum(l.debit - l.credit), 0)
                                            as decimal(19,2))
                                        from finance_account a
                                        join finance_journal_line l on l.account_id = a.id
                                        where a.role = ? and a.company_id = ?\
                                        """,
                                        List.of(role, company),
                                        row -> row.getBigDecimal(1))
                                .getFirst()
                                .toPlainString());
    }

    /** Does the planning runs that wait. */
    void plan() {
        Production.planning(server.db(), List.of(told())).work();
    }

    static Quantity quantity(String text) {
        return Quantity.parse(text);
    }

    /** What is broken of rows of any age, and of new ones alike. */
    List<String> broken() {
        return NarrowedChecks.brokenOldOrNew(server.schema().administrator().dataSource());
    }

    @Override
    public void close() {
        server.close();
    }
}

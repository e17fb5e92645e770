package erp.crm;

import erp.core.Http;
import erp.core.TestServer;
import erp.core.module.ErpModule;
import erp.core.module.Modules;
import erp.core.party.CoreModule;
import erp.core.tx.Db;
import erp.finance.FinanceModule;
import erp.inventory.InventoryModule;
import erp.migrations.NarrowedChecks;
import erp.sales.SalesModule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** A company that sells: a pipeline, who sells, a warehouse with goods; over HTTP. */
final class Office implements AutoCloseable {
    static final String CRM = "/api/v1/crm/";

    /** No user that there is. */
    static final UUID NOBODY = new UUID(7, 7);

    final TestServer server;
    final Http http;
    final Modules modules;
    final UUID warehouse;
    final UUID item;
    final UUID pipeline;
    private final List<String> stages = new ArrayList<>();
    private final AtomicInteger made = new AtomicInteger();

    Office() {
        AtomicReference<Db> db = new AtomicReference<>();
        CoreModule core = new CoreModule(null);
        FinanceModule finance = new FinanceModule(null, core.companies());
        InventoryModule inventory = new InventoryModule(finance);
        SalesModule sales = new SalesModule(null, core.companies(), inventory, finance);
        List<ErpModule> all =
                List.of(
                        core,
                        finance,
                        inventory,
                        sales,
                        new CrmModule(
                                null, core.companies(), sales, (_, user) -> !user.equals(NOBODY)));
        modules = new Modules(all);
        server =
                TestServer.of(modules.entities())
                        .connections(20, Duration.ofSeconds(30))
                        .subscribe(modules::subscribe)
                        .start(modules.endpoints());
        http = server.as("*");
        http.post("/api/v1/finance/chart/default").expect(200);
        warehouse = post("/api/v1/inventory/warehouses", "{'code':'W','name':'House'}").uuid("/id");
        item =
                post("/api/v1/inventory/items", "{'sku':'A','name':'Bolt','unit':'piece'}")
                        .uuid("/id");
        post(
                "/api/v1/inventory/receipts",
                "{'warehouseId':'%s','lines':[{'itemId':'%s','quantity':'10000','unitCost':'2'}]}"
                        .formatted(warehouse, item));
        Http.Response made =
                post(
                        CRM + "pipelines",
                        """
                        {'code':'B2B','name':'Companies','stages':[
                          {'code':'FOUND','name':'Found','probability':10,'requires':[]},
                          {'code':'OFFER','name':'Offer','probability':40,'requires':['AMOUNT','ORGANISATION']},
                          {'code':'DEAL','name':'Deal','probability':80,'requires':['EXPECTED_CLOSE']}]}
                        """);
        pipeline = made.uuid("/id");
        made.json().at("/stages").forEach(stage -> stages.add(stage.at("/id").asString()));
    }

    /** The id of the pipeline's stage at that place. */
    String stage(int at) {
        return stages.get(at);
    }

    /** A suffix that nothing else has. */
    String fresh() {
        return "x" + made.incrementAndGet();
    }

    /**
     * @param json with {@code '} for {@code "}
     */
    Http.Response send(String path, String json) {
        return http.once().post(path, json.replace('\'', '"'));
    }

    Http.Response post(String path, String json) {
        return send(path, json).expect(201);
    }

    Http.Response act(String path, String json) {
        return send(path, json).expect(200);
    }

    Http.Response act(String path) {
        return http.once().post(path).expect(200);
    }

    /**
     * @param members of the body, each beginning with a comma
     */
    UUID organisation(String name, String members) {
        return post(CRM + "organisations", "{'name':'" + name + "'" + members + "}").uuid("/id");
    }

    UUID contact(String name, String members) {
        return post(CRM + "contacts", "{'lastName':'" + name + "'" + members + "}").uuid("/id");
    }

    UUID lead(String name, String members) {
        return post(CRM + "leads", "{'lastName':'" + name + "'" + members + "}").uuid("/id");
    }

    UUID opportunity(UUID organisation, String amount, String closing) {
        return post(
                        CRM + "opportunities",
                        """
                        {'title':'Bolts','amount':{'amount':'%s','currency':'EUR'},
                         'expectedClose':'%s','organisationId':'%s'}
                        """
                                .formatted(amount, closing, organisation))
                .uuid("/id");
    }

    String order() {
        return "{'warehouseId':'%s','lines':[{'itemId':'%s','quantity':'3','unitPrice':'10'}]}"
                .formatted(warehouse, item);
    }

    /** What is broken of the data, each with its first rows; empty when all is well. */
    List<String> broken() {
        return NarrowedChecks.brokenOldOrNew(server.schema().administrator().dataSource());
    }

    @Override
    public void close() {
        server.close();
    }
}

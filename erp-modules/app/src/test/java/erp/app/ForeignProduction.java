package erp.app;

import erp.app.ForeignValuesIT.Sample;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** What {@link ForeignValuesIT} needs of production: ids of everything, and right requests. */
final class ForeignProduction {
    private static final String ROUTING =
            "{'code':'R-%s','name':'x','operations':[{'name':'x','workCentreId':'<workCentreId>',"
                    + "'setupHours':'0','hoursPerUnit':'1','subcontractItemId':'<leg>'}]}";
    private static final String BILL =
            "{'itemId':'<frame>','routingId':'<routingId>','components':[{'itemId':'<leg>',"
                    + "'quantity':'1'}],'byProducts':[{'itemId':'<top>','quantity':'1',"
                    + "'costShare':'0.1'}]}";
    private static final String PLAN =
            "{'itemId':'<%s>','lotSizing':'LOT_FOR_LOT','leadTimeDays':1,"
                    + "'safetyStock':'1','warehouseId':'<warehouseId>'}";
    private static final String DEMAND =
            "{'itemId':'<itemId>','warehouseId':'<warehouseId>','quantity':'1',"
                    + "'neededOn':'2027-01-04'}";
    private static final String ORDER =
            "{'itemId':'<table>','warehouseId':'<warehouseId>','quantity':'1',"
                    + "'dueDate':'2027-01-04',%s}";
    private static final String REWORK =
            ORDER.formatted(
                    "'kind':'REWORK','routingId':'<routingId>','components':[{'itemId':'<top>',"
                            + "'quantity':'1'}]");
    private static final String PRODUCE = ORDER.formatted("'billId':'<billId>'");

    private final Map<String, List<Sample>> samples = new HashMap<>();
    private final UnaryOperator<String> fill;

    private ForeignProduction(UnaryOperator<String> fill) {
        this.fill = fill;
    }

    /** By the names that bodies give them, and by those that the samples here have. */
    static Map<String, UUID> world(Api api) {
        Workshop works = Workshop.open(api);
        UUID released = works.released(works.frame(), "2");
        Api.Answer order = works.see(released);
        Map<String, UUID> ids = new HashMap<>();
        ids.put("workCentreId", works.bench());
        ids.put("routingId", works.routing());
        ids.put("billId", works.bill());
        ids.put("componentId", UUID.fromString(order.text("/components/0/id")));
        ids.put("operationId", UUID.fromString(order.text("/operations/0/id")));
        ids.put("outputId", UUID.fromString(order.text("/outputs/0/id")));
        ids.put("leg", works.leg());
        ids.put("top", works.top());
        ids.put("subcontractItemId", works.leg());
        ids.put("frame", works.frame());
        ids.put("table", works.table());
        ids.put("released", released);
        ids.put("planned", works.order(works.frame(), "2"));
        ids.put("draftBill", works.create("bills", BILL));
        ids.put("itemPlan", works.create("item-plans", PLAN.formatted("leg")));
        ids.put("demand", works.create("demands", DEMAND.replace("<itemId>", "<table>")));
        return ids;
    }

    /** Right requests, by operation. */
    static Map<String, List<Sample>> samples(Map<String, UUID> ids, UnaryOperator<String> fill) {
        ForeignProduction production = new ForeignProduction(fill);
        production.posts("work-orders/" + ids.get("released") + "/");
        production.put("changeRouting", "routings/" + ids.get("routingId"), ROUTING.formatted("Y"));
        production.put("changeBill", "bills/" + ids.get("draftBill"), BILL);
        production.put(
                "changeItemPlan", "item-plans/" + ids.get("itemPlan"), PLAN.formatted("leg"));
        production.put("changeDemand", "demands/" + ids.get("demand"), DEMAND);
        production.put("changeWorkOrder", "work-orders/" + ids.get("planned"), PRODUCE);
        production.put("changeWorkOrder", "work-orders/" + ids.get("planned"), REWORK);
        return production.samples;
    }

    private void posts(String order) {
        post("createRouting", "routings", ROUTING.formatted("X"));
        post("createBill", "bills", BILL);
        post("createItemPlan", "item-plans", PLAN.formatted("top"));
        post("createDemand", "demands", DEMAND);
        post("createPlanningRun", "planning-runs", "{'warehouseId':'<warehouseId>'}");
        post("createWorkOrder", "work-orders", PRODUCE);
        post("createWorkOrder", "work-orders", REWORK);
        line("issueToWorkOrder", order + "issue", "'componentId':'<componentId>','quantity':'1'");
        line("issueToWorkOrder", order + "issue", "'itemId':'<top>','quantity':'1'");
        line("receiveFromWorkOrder", order + "receive", "'outputId':'<outputId>','quantity':'1'");
        line(
                "bookTimeOnWorkOrder",
                order + "book-time",
                "'operationId':'<operationId>','workCentreId':'<workCentreId>','hours':'1'");
    }

    private void line(String operation, String path, String line) {
        post(operation, path, "{'lines':[{" + line + "}]}");
    }

    private void post(String operation, String path, String body) {
        add(operation, new Sample("POST", Workshop.API + path, fill.apply(body)));
    }

    private void put(String operation, String path, String body) {
        add(operation, new Sample("PUT", Workshop.API + path, fill.apply(body), "If-Match", "*"));
    }

    private void add(String operation, Sample sample) {
        samples.computeIfAbsent(operation, _ -> new ArrayList<>()).add(sample);
    }
}

package erp.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** Of each module what matters most is put in quarantine: nobody goes on with it, all read it. */
class QuarantineIT extends Reviewing {
    private static final String SALES = "/api/v1/sales/";
    private static final String HR = "/api/v1/hr/";

    /**
     * Held it is refused and everything is as before; released it goes on.
     *
     * @param seen where the document is read
     */
    private static Api.Answer holds(
            String type, UUID id, String seen, Supplier<Api.Answer> act, int status) {
        hold(type, id);
        List<String> before = state(seen);
        Api.Answer refused = act.get().is(409);
        assertThat(refused.text("/code")).isEqualTo("core.QUARANTINED");
        assertThat(refused.text("/detail"))
                .contains(type, id.toString(), "r-v2", "totals are wrong", "I14");
        assertThat(state(seen)).isEqualTo(before);
        assertBooksAreRight();
        release(type, id);
        return act.get().is(status);
    }

    private static List<String> state(String seen) {
        Api.Answer document = api().get(seen).is(200);
        return List.of(
                document.raw().body(),
                document.header("ETag"),
                api().get(FINANCE + "trial-balance").is(200).raw().body(),
                api().get("/api/v1/inventory/stock?limit=200").is(200).raw().body());
    }

    @Test
    void orders_deliveries_invoices_and_payments() {
        Shop shop = Shop.open(api(), 1, 100);
        UUID order = shop.order(shop.line(0, "5", "10")).is(201).id();
        String seen = SALES + "orders/" + order;
        UUID item = shop.items().getFirst();
        UUID other = shop.order(shop.line(0, "1", "10")).is(201).id();
        holds("inventory.item", item, seen, () -> shop.act(other, "confirm"), 200);
        holds("sales.order", order, seen, () -> shop.act(order, "confirm"), 200);
        Api.Answer delivery =
                holds("sales.order", order, seen, () -> shop.act(order, "deliver"), 201);
        UUID invoice =
                holds("sales.delivery", delivery.id(), seen, () -> shop.act(order, "invoice"), 201)
                        .id();
        UUID payment =
                holds(
                                "sales.invoice",
                                invoice,
                                SALES + "invoices/" + invoice,
                                () -> pay(shop, invoice, "30", "20"),
                                201)
                        .id();
        holds(
                "finance.payment",
                payment,
                FINANCE + "payments/" + payment,
                () -> allocate(payment, invoice, "10"),
                200);
        holds(
                "sales.customer",
                shop.customers().getFirst(),
                SALES + "customers/" + shop.customers().getFirst(),
                () -> shop.order(shop.line(0, "1", "1")),
                201);
        assertBooksAreRight();
    }

    private static Api.Answer pay(Shop shop, UUID invoice, String amount, String part) {
        return api().post(
                        FINANCE + "payments",
                        Map.of(
                                "customerId",
                                shop.customers().getFirst(),
                                "amount",
                                money(amount),
                                "allocations",
                                List.of(Map.of("invoiceId", invoice, "amount", money(part)))));
    }

    private static Api.Answer allocate(UUID payment, UUID invoice, String part) {
        String path = FINANCE + "payments/" + payment;
        return api().post(
                        path + "/allocate",
                        Map.of(
                                "allocations",
                                List.of(Map.of("invoiceId", invoice, "amount", money(part)))),
                        api().get(path).is(200).header("ETag"));
    }

    @Test
    void goods_that_came_and_purchases() {
        Shop shop = Shop.open(api(), 1, 100);
        Purchases made = Purchases.made(api(), shop);
        UUID order = made.id("order");
        UUID receipt = made.id("receipt");
        UUID line = made.id("orderLineId");
        Map<String, Object> two = Map.of("lines", List.of(Map.of("lineId", line, "quantity", "2")));
        UUID later =
                holds(
                                "purchasing.order",
                                order,
                                PURCHASING + "orders/" + order,
                                () -> api().post(PURCHASING + "orders/" + order + "/receive", two),
                                201)
                        .id();
        String receiptSeen = PURCHASING + "receipts/" + receipt;
        Map<String, Object> back =
                Map.of(
                        "reason",
                        "rusty",
                        "lines",
                        List.of(
                                Map.of(
                                        "receiptLineId",
                                        made.id("receiptLineId"),
                                        "quantity",
                                        "1")));
        holds(
                "purchasing.receipt",
                receipt,
                receiptSeen,
                () -> api().post(receiptSeen + "/return", back),
                201);
        UUID invoice =
                holds(
                                "purchasing.receipt",
                                later,
                                PURCHASING + "receipts/" + later,
                                () -> bill(made.id("supplierId"), line),
                                201)
                        .id();
        UUID invoiceLine =
                UUID.fromString(
                        api().get(PURCHASING + "invoices/" + invoice).is(200).text("/lines/0/id"));
        holds(
                "purchasing.invoice",
                invoice,
                PURCHASING + "invoices/" + invoice,
                () -> credit(made.id("supplierId"), invoiceLine),
                201);
        assertBooksAreRight();
    }

    private static Api.Answer credit(UUID supplier, UUID invoiceLine) {
        return api().post(
                        PURCHASING + "credits",
                        Map.of(
                                "supplierId",
                                supplier,
                                "number",
                                "QC-" + UUID.randomUUID().toString().substring(0, 8),
                                "date",
                                "2020-01-02",
                                "reason",
                                "too dear",
                                "lines",
                                List.of(
                                        Map.of(
                                                "invoiceLineId",
                                                invoiceLine,
                                                "net",
                                                money("0.10")))));
    }

    @Test
    void work_orders_and_plans() {
        Workshop workshop = Workshop.open(api());
        UUID order = workshop.order(workshop.frame(), "2");
        String seen = Workshop.API + "work-orders/" + order;
        String type = "production.work-order";
        holds(type, order, seen, () -> workshop.act(order, "firm"), 200);
        holds(type, order, seen, () -> workshop.act(order, "release"), 200);
        holds(type, order, seen, () -> workshop.bookTime(order, "1"), 201);
        holds(type, order, seen, () -> workshop.receive(order, "1", "0"), 201);
        assertBooksAreRight();
    }

    @Test
    void payroll_runs() {
        Api stranger = strangerFromAnotherCompany();
        stranger.post(FINANCE + "chart/default", Map.of()).is(200);
        Map<String, UUID> ids = HrSamples.ids(stranger);
        Api payroll = somebody(companyOf(stranger), "payroll-officer").api();
        UUID run =
                payroll.post(
                                HR + "payroll-runs",
                                Map.of("month", "2026-02-01", "kind", "REGULAR", "text", "x"))
                        .is(201)
                        .id();
        assertThat(api().post(PATH, wish("hr.payroll-run", run)).is(200).text("/results/0/code"))
                .as("another company's")
                .isEqualTo("core.UNKNOWN_DOCUMENT");
        UUID entry = hold(stranger, "hr.payroll-run", run);
        String calculate = HR + "payroll-runs/" + run + "/calculate";
        assertThat(payroll.post(calculate, Map.of()).is(409).text("/code"))
                .isEqualTo("core.QUARANTINED");
        assertThat(payroll.get(HR + "payroll-runs/" + run).is(200).text("/slips")).isEqualTo("0");
        stranger.post(PATH + "/" + entry + "/release", Map.of("why", "fine")).is(200);
        UUID employee = ids.get("employeeId");
        UUID held = hold(stranger, "hr.employee", employee);
        assertThat(payroll.post(calculate, Map.of()).is(409).text("/detail"))
                .endsWith("but who is held for review");
        stranger.post(PATH + "/" + held + "/release", Map.of("why", "fine")).is(200);
        payroll.post(calculate, Map.of()).is(200);
        assertThat(slips(payroll, run)).hasSize(1);
    }

    private static Map<String, Object> wish(String type, UUID id) {
        return Map.of(
                "release",
                "r",
                "reason",
                "x",
                "documents",
                List.of(Map.of("type", type, "id", id)));
    }

    /** Answers the id of what says so. */
    private static UUID hold(Api who, String type, UUID id) {
        return UUID.fromString(
                who.post(PATH, wish(type, id)).is(200).text("/results/0/quarantineId"));
    }

    private static JsonNode slips(Api payroll, UUID run) {
        return payroll.get(HR + "payroll-runs/" + run + "/payslips").is(200).body().at("/items");
    }

    @Test
    void opportunities() {
        UUID organisation =
                api().post("/api/v1/crm/organisations", Map.of("name", "Acme Q")).is(201).id();
        Map<String, Object> deal = new HashMap<>();
        deal.put("title", "Bridge");
        deal.put("organisationId", organisation);
        deal.put("amount", money("10"));
        deal.put("expectedClose", "2099-01-01");
        deal.put("pipelineId", pipeline());
        UUID opportunity = api().post("/api/v1/crm/opportunities", deal).is(201).id();
        String seen = "/api/v1/crm/opportunities/" + opportunity;
        holds(
                "crm.opportunity",
                opportunity,
                seen,
                () ->
                        api().post(
                                        "/api/v1/crm/activities",
                                        Map.of(
                                                "kind",
                                                "CALL",
                                                "subject",
                                                "x",
                                                "dueDate",
                                                "2099-01-01",
                                                "opportunityId",
                                                opportunity)),
                201);
        holds("crm.opportunity", opportunity, seen, () -> api().post(seen + "/win", Map.of()), 200);
        assertBooksAreRight();
    }

    private static UUID pipeline() {
        Map<String, Object> stage =
                Map.of("code", "NEW", "name", "New", "probability", 10, "requires", List.of());
        return api().post(
                        "/api/v1/crm/pipelines",
                        Map.of("code", "QUARANTINE", "name", "Deals", "stages", List.of(stage)))
                .is(201)
                .id();
    }
}

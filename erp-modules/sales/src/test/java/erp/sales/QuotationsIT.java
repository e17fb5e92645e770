package erp.sales;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;
import erp.core.TestServer;
import erp.core.party.Companies;
import erp.core.value.Quantity;
import erp.core.value.UnitPrice;
import erp.finance.FinanceModule;
import erp.inventory.InventoryModule;
import erp.sales.orders.NewOrder;
import erp.sales.quotations.NewQuotation;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** What is offered binds nobody until it is accepted, and becomes one order at its prices. */
class QuotationsIT {
    private static final String PATH = "/api/v1/sales/quotations";

    private static Shop shop;
    private static UUID bolt;

    @BeforeAll
    static void open() {
        shop = new Shop();
        bolt = shop.stocked("QUO-1", "10", "2");
    }

    @AfterAll
    static void close() {
        assertThat(Checks.broken(shop)).isEmpty();
        shop.close();
    }

    @Test
    void a_quotation_is_changed_sent_accepted_and_ordered_and_sets_nothing_aside_before()
            throws Exception {
        Http.Response draft = quotation("", "5");
        String path = PATH + "/" + draft.text("/id");
        assertThat(draft.text("/number")).startsWith("QU-");
        assertThat(draft.text("/state")).isEqualTo("DRAFT");
        shop.http.put(path, body("", "7")).expect(428);
        Http seen = shop.http.with("If-Match", "\"0\"");
        seen.put(path, body("", "7")).expect(200);
        seen.put(path, body("", "8")).expect(412);
        refused(act(path, "accept"), 409, "sales.QUOTATION_STATE");
        refused(act(path, "order"), 409, "sales.QUOTATION_STATE");
        String other = shop.customer("").toString();
        Http.Response moved =
                shop.http
                        .with("If-Match", "\"1\"")
                        .put(path, body("", "7").replace(shop.customer.toString(), other));
        assertThat(moved.expect(422).errors()).containsExactly("/customerId fixed");
        act(path, "send").expect(200);
        refused(
                shop.http.with("If-Match", "\"2\"").put(path, body("", "9")),
                409,
                "sales.QUOTATION_STATE");
        assertThat(act(path, "accept").expect(200).text("/state")).isEqualTo("ACCEPTED");
        String stock = shop.stock(bolt);
        shop.http.once().post(path + "/order?dryRun=true").expect(200);
        shop.http.post(path + "/order").expect(400);
        long before = orders();
        List<Http.Response> answers = Together.run(8, _ -> act(path, "order"));
        assertThat(answers.stream().map(Http.Response::status)).containsOnly(200);
        assertThat(answers.stream().map(it -> it.text("/orderId")).distinct()).hasSize(1);
        assertThat(orders()).isEqualTo(before + 1);
        assertThat(shop.stock(bolt)).isEqualTo(stock);
        UUID order = answers.getFirst().uuid("/orderId");
        assertThat(shop.get(order).text("/total/amount"))
                .isEqualTo(answers.getFirst().text("/total/amount"));
        assertThat(shop.get(order).text("/lines/0/unitPrice")).isEqualTo("7");
        refused(act(path, "decline"), 409, "sales.QUOTATION_ORDERED");
        assertThat(
                        shop.http
                                .get(path + "/history")
                                .json()
                                .at("/items")
                                .findValuesAsString("action"))
                .containsExactly("order", "accept", "send", "change", "create");
        assertThat(ids("?orderId=" + order)).containsExactly(draft.text("/id"));
        assertThat(ids("?state=ACCEPTED&customerId=" + shop.customer + "&sort=-validUntil"))
                .contains(draft.text("/id"));
    }

    @Test
    void what_was_sent_is_ordered_or_declined_while_it_is_valid_and_runs_out_after_that()
            throws Exception {
        String past = ",\"validUntil\":\"2020-01-01\"";
        Http.Response late = shop.http.post(PATH, body(past, "1"));
        refused(late, 409, "sales.QUOTATION_EXPIRED");
        assertThat(late.errors()).containsExactly("/validUntil past");
        String straight = sent();
        assertThat(act(straight, "order").expect(200).text("/state")).isEqualTo("ACCEPTED");
        String unwanted = sent();
        Http.Response declined =
                shop.http.once().post(unwanted + "/decline", "{\"reason\":\"too dear\"}");
        assertThat(declined.expect(200).text("/declineReason")).isEqualTo("too dear");
        refused(act(unwanted, "accept"), 409, "sales.QUOTATION_STATE");
        String draft = PATH + "/" + quotation("", "1").text("/id");
        String waiting = sent();
        String other = sent();
        String agreed = sent();
        act(agreed, "accept").expect(200);
        shop.server.clock().advance(Duration.ofDays(31));
        refused(act(waiting, "accept"), 409, "sales.QUOTATION_EXPIRED");
        refused(act(waiting, "order"), 409, "sales.QUOTATION_EXPIRED");
        refused(act(draft, "send"), 409, "sales.QUOTATION_EXPIRED");
        hold(other);
        for (int run = 0; run < 2; run++) {
            shop.server.write(
                    tx -> {
                        shop.sales.quotations().expire(tx);
                        return true;
                    });
        }
        assertThat(shop.http.get(waiting).text("/state")).isEqualTo("EXPIRED");
        assertThat(shop.http.get(other).text("/state")).as("held for review").isEqualTo("SENT");
        assertThat(shop.http.get(waiting + "/history").text("/items/0/action")).isEqualTo("expire");
        refused(act(waiting, "order"), 409, "sales.QUOTATION_STATE");
        act(agreed, "order").expect(200);
        assertThat(
                        shop.server.count(
                                "select count(*) from core_outbox where type ="
                                        + " 'sales.QuotationExpired'"))
                .isOne();
        reviewed(
                "delete from core_quarantine",
                "update core_quarantine_state set revision = revision + 1");
        shop.server.write(tx -> shop.sales.quotations().expire(tx));
        assertThat(shop.http.get(other).text("/state")).isEqualTo("EXPIRED");
    }

    private static void hold(String quotation) throws Exception {
        String id = shop.http.get(quotation).text("/id").replace("-", "");
        reviewed(
                "insert into core_quarantine (id, company_id, version, entity_type, entity_id,"
                        + " release_name, reason, broken, state, live_id, held_by, held_by_name,"
                        + " held_at) select id, company_id, 0, 'sales.quotation', id, 'r', 'x', '',"
                        + " 'HELD', id, id, 'n', created_at from sales_quotation where id ="
                        + " unhex('"
                        + id
                        + "')",
                "insert into core_quarantine_state select company_id, 1 from core_quarantine");
    }

    /** What the core does to hold and release, and another server to hear of it. */
    private static void reviewed(String... statements) throws Exception {
        try (Connection connection = shop.server.schema().owner().connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
        shop.server.db().held().look(shop.server.database().probe());
    }

    @Test
    void what_was_ordered_and_cancelled_is_ordered_anew_once_or_declined() throws Exception {
        String path = sent();
        UUID first = cancelled(path);
        long before = orders();
        List<Http.Response> answers = Together.run(8, _ -> act(path, "order"));
        assertThat(answers.stream().map(Http.Response::status)).containsOnly(200);
        assertThat(answers.stream().map(it -> it.uuid("/orderId")).distinct())
                .hasSize(1)
                .doesNotContain(first);
        assertThat(orders()).isEqualTo(before + 1);
        refused(act(path, "decline"), 409, "sales.QUOTATION_ORDERED");
        String unwanted = sent();
        cancelled(unwanted);
        assertThat(act(unwanted, "decline").expect(200).text("/state")).isEqualTo("DECLINED");
        refused(act(unwanted, "order"), 409, "sales.QUOTATION_STATE");
    }

    private static UUID cancelled(String path) {
        UUID order = act(path, "order").expect(200).uuid("/orderId");
        shop.http.once().post("/api/v1/sales/orders/" + order + "/cancel").expect(200);
        return order;
    }

    @Test
    void the_job_ends_all_that_are_too_late_however_many_there_are() throws Exception {
        NewOrder.Line line =
                new NewOrder.Line(
                        bolt, new Quantity(BigDecimal.ONE), new UnitPrice(BigDecimal.ONE), null);
        NewQuotation wanted =
                new NewQuotation(shop.customer, shop.warehouse, null, null, List.of(line));
        shop.server.write(
                tx -> {
                    for (int i = 0; i < 201; i++) {
                        shop.sales.quotations().draft(tx, wanted);
                    }
                    return true;
                });
        try (Connection connection = shop.server.schema().administrator().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "update sales_quotation set state = 'SENT', sent_at = created_at"
                            + " where state = 'DRAFT'");
        }
        shop.server.clock().advance(Duration.ofDays(31));
        FinanceModule finance = new FinanceModule(shop.server.db(), new Companies());
        new SalesModule(shop.server.db(), new Companies(), new InventoryModule(finance), finance)
                .jobs()
                .getFirst()
                .work()
                .run();
        assertThat(shop.server.count("select count(*) from sales_quotation where state = 'SENT'"))
                .isZero();
    }

    @Test
    void only_who_may_quotes_and_only_who_may_order_orders() {
        Http clerk = shop.server.as("sales.quotations.read", "sales.quotations.write");
        String path = PATH + "/" + clerk.post(PATH, body("", "1")).expect(201).text("/id");
        clerk.once().post(path + "/send").expect(200);
        clerk.once().post(path + "/order").expect(403);
        shop.server.as("sales.orders.write").get(path).expect(403);
        shop.server.as("sales.orders.write").once().post(path + "/order").expect(200);
        Http stranger = shop.server.as(TestServer.USER, shop.server.addCompany(), "*");
        stranger.get(path).expect(404);
        stranger.once().post(path + "/decline").expect(404);
        Http.Response unknown =
                shop.http.post(PATH, shop.orderBody(shop.customer, UUID.randomUUID(), "1", "1"));
        assertThat(unknown.expect(422).errors()).containsExactly("/lines/0/itemId unknown");
    }

    private static String sent() {
        String path = PATH + "/" + quotation("", "3").text("/id");
        act(path, "send").expect(200);
        return path;
    }

    private static Http.Response quotation(String more, String price) {
        return shop.http.post(PATH, body(more, price)).expect(201);
    }

    private static String body(String more, String price) {
        String order = shop.orderBody(shop.customer, bolt, "2", price);
        return order.substring(0, order.length() - 1) + more + "}";
    }

    private static Http.Response act(String path, String action) {
        return shop.http.once().post(path + "/" + action);
    }

    private static void refused(Http.Response answer, int status, String code) {
        assertThat(answer.expect(status).code()).isEqualTo(code);
    }

    private static List<String> ids(String query) {
        return shop.http.get(PATH + query).expect(200).json().at("/items").findValuesAsString("id");
    }

    private static long orders() {
        return shop.server.count("select count(*) from sales_order");
    }
}

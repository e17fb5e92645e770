package erp.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The story of a customer over HTTP, from the first call to the money in the bank. */
class LeadToOrderIT extends ErpIT {
    private static final String CRM = "/api/v1/crm/";

    @Test
    void a_lead_becomes_a_customer_an_order_and_money() {
        Shop shop = Shop.open(api(), 1, 100);
        List<String> stages = pipeline();
        post("representatives", Map.of("code", "MIA", "name", "Mia"));
        post("sources", Map.of("code", "FAIR", "name", "Trade fair"));
        UUID lead = metAtTheFair();

        // She is called, and it is worth an offer: one call makes all of it, whoever sends it
        // twice.
        act("leads", lead, "contact", Map.of());
        act("leads", lead, "qualify", Map.of());
        Map<String, Object> wish = wish(shop);
        Api.Answer made = act("leads", lead, "convert", wish);
        assertThat(act("leads", lead, "convert", wish).raw().body()).isEqualTo(made.raw().body());

        // The books knew them under another name: of two organisations one goes on.
        UUID organisation = UUID.fromString(made.text("/organisationId"));
        merge(
                "organisations",
                organisation,
                post("organisations", Map.of("name", "ACME (old)", "taxId", "GB 999")));

        // The offer is made and accepted, and the order goes the way of every order.
        UUID deal = UUID.fromString(made.text("/opportunityId"));
        act("opportunities", deal, "move", Map.of("stageId", stages.get(1)));
        Api.Answer forecast = api().get(CRM + "reports/forecast").is(200);
        assertThat(forecast.body().at("/months").toString())
                .contains("\"month\":\"2027-06-01\"", "\"amount\":\"500.00\"");
        assertThat(act("opportunities", deal, "win", Map.of()).text("/state")).isEqualTo("WON");
        UUID invoice = delivered(shop, UUID.fromString(made.text("/orderId")));
        pay(made.text("/customerId"), invoice);
        assertThat(api().get("/api/v1/sales/invoices/" + invoice).text("/payment"))
                .isEqualTo("PAID");

        assertTold(organisation);
        assertBooksAreRight();
    }

    /** Three write down one person: the second is told so, the third's is merged with the first. */
    private static UUID metAtTheFair() {
        UUID lead = post("leads", acme("Ada", "ada@acme.example", "+44 20 7946 0991"));
        Map<String, Object> again = acme("A.", "ADA@ACME.EXAMPLE", "+442079460992");
        Api.Answer twice = api().post(CRM + "leads", again).is(409);
        assertThat(twice.text("/code")).isEqualTo("crm.DUPLICATE");
        assertThat(twice.text("/candidates/0/id")).isEqualTo(lead.toString());
        assertThat(api().post(CRM + "leads?onDuplicate=return", again).is(200).id())
                .isEqualTo(lead);
        UUID other = post("leads", acme("Ada B.", "other@acme.example", "+442079460993"));
        merge("leads", lead, other);
        assertThat(api().get(CRM + "leads/" + other).is(308).header("Location"))
                .isEqualTo(CRM + "leads/" + lead);
        return lead;
    }

    private static Map<String, Object> wish(Shop shop) {
        Map<String, Object> order =
                Map.of(
                        "warehouseId",
                        shop.warehouse(),
                        "lines",
                        List.of(shop.line(0, "10", "100")));
        return Map.of(
                "title",
                "Bolts for a bridge",
                "amount",
                money("1000"),
                "expectedClose",
                "2027-06-30",
                "order",
                order);
    }

    private static UUID delivered(Shop shop, UUID order) {
        shop.act(order, "confirm").is(200);
        shop.act(order, "deliver").is(201);
        Api.Answer invoice = shop.act(order, "invoice").is(201);
        assertThat(invoice.text("/total/amount")).isEqualTo("1200.00");
        return invoice.id();
    }

    private static void pay(String customer, UUID invoice) {
        Map<String, String> all = money("1200.00");
        List<?> allocations = List.of(Map.of("invoiceId", invoice, "amount", all));
        Map<String, Object> payment =
                Map.of("customerId", customer, "amount", all, "allocations", allocations);
        api().post("/api/v1/finance/payments", payment).is(201);
    }

    /** All of it stands in one place, newest first. */
    private static void assertTold(UUID organisation) {
        Api.Answer timeline =
                api().get(CRM + "organisations/" + organisation + "/timeline").is(200);
        assertThat(timeline.body().at("/items").findValuesAsString("kind"))
                .startsWith("PAYMENT", "INVOICE", "DELIVERY", "OPPORTUNITY", "OPPORTUNITY")
                .contains("ORDER", "LEAD_CONVERTED")
                .hasSize(8);
    }

    private static Map<String, Object> acme(String name, String email, String phone) {
        return Map.of(
                "lastName",
                name,
                "organisationName",
                "Acme",
                "email",
                email,
                "phone",
                phone,
                "country",
                "GB",
                "sourceCode",
                "FAIR");
    }

    private static List<String> pipeline() {
        Map<String, Object> found =
                Map.of("code", "NEW", "name", "New", "probability", 10, "requires", List.of());
        Map<String, Object> offered =
                Map.of(
                        "code",
                        "OFFER",
                        "name",
                        "Offered",
                        "probability",
                        50,
                        "requires",
                        List.of("AMOUNT", "EXPECTED_CLOSE"));
        Map<String, Object> pipeline =
                Map.of("code", "DEALS", "name", "Deals", "stages", List.of(found, offered));
        return api().post(CRM + "pipelines", pipeline)
                .is(201)
                .body()
                .at("/stages")
                .findValuesAsString("id");
    }

    private static Map<String, String> money(String amount) {
        return Map.of("amount", amount, "currency", "EUR");
    }

    private static UUID post(String kind, Map<String, ?> body) {
        return api().post(CRM + kind, body).is(201).id();
    }

    private static Api.Answer act(String kind, UUID id, String verb, Map<String, ?> body) {
        return api().post(CRM + kind + "/" + id + "/" + verb, body).is(200);
    }

    private static void merge(String kind, UUID survivor, UUID duplicate) {
        act(kind, survivor, "merge", Map.of("duplicateId", duplicate));
    }
}

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

        // At the fair two colleagues write down the same person: the second is told so.
        UUID lead = post("leads", acme("Ada", "ada@acme.example", "+44 20 7946 0991"));
        Api.Answer twice =
                api().post(CRM + "leads", acme("A.", "ADA@ACME.EXAMPLE", "+442079460992")).is(409);
        assertThat(twice.text("/code")).isEqualTo("crm.DUPLICATE");
        assertThat(twice.text("/candidates/0/id")).isEqualTo(lead.toString());
        assertThat(
                        api().post(
                                        CRM + "leads?onDuplicate=return",
                                        acme("A.", "ada@acme.example", "+442079460992"))
                                .is(200)
                                .id())
                .isEqualTo(lead);

        // A third wrote her down with another number: the two are merged, the old place points on.
        UUID other = post("leads", acme("Ada Again", "other@acme.example", "+442079460993"));
        merge("leads", lead, other);
        assertThat(api().get(CRM + "leads/" + other).is(308).header("Location"))
                .isEqualTo(CRM + "leads/" + lead);

        // She is called, and it is worth an offer: one call makes all of it.
        act("leads", lead, "contact", Map.of());
        act("leads", lead, "qualify", Map.of());
        Map<String, Object> wish =
                Map.of(
                        "title",
                        "Bolts for a bridge",
                        "amount",
                        money("1000"),
                        "expectedClose",
                        "2027-06-30",
                        "order",
                        Map.of(
                                "warehouseId",
                                shop.warehouse(),
                                "lines",
                                List.of(shop.line(0, "10", "100"))));
        Api.Answer made = act("leads", lead, "convert", wish);
        assertThat(act("leads", lead, "convert", wish).raw().body()).isEqualTo(made.raw().body());
        UUID organisation = UUID.fromString(made.text("/organisationId"));
        UUID customer = UUID.fromString(made.text("/customerId"));
        UUID deal = UUID.fromString(made.text("/opportunityId"));
        UUID order = UUID.fromString(made.text("/orderId"));

        // The books knew them under another name: of two organisations one goes on.
        UUID old = post("organisations", Map.of("name", "ACME (old)", "taxId", "GB 999"));
        merge("organisations", organisation, old);

        // The offer is accepted, and goes the way of every order.
        act("opportunities", deal, "move", Map.of("stageId", stages.get(1)));
        Api.Answer forecast = api().get(CRM + "reports/forecast").is(200);
        assertThat(forecast.body().at("/months").toString())
                .contains("\"month\":\"2027-06-01\"", "\"amount\":\"500.00\"");
        assertThat(act("opportunities", deal, "win", Map.of()).text("/state")).isEqualTo("WON");
        shop.act(order, "confirm").is(200);
        shop.act(order, "deliver").is(201);
        Api.Answer invoice = shop.act(order, "invoice").is(201);
        assertThat(invoice.text("/total/amount")).isEqualTo("1200.00");
        api().post(
                        "/api/v1/finance/payments",
                        Map.of(
                                "customerId",
                                customer,
                                "amount",
                                money("1200.00"),
                                "allocations",
                                List.of(
                                        Map.of(
                                                "invoiceId",
                                                invoice.id(),
                                                "amount",
                                                money("1200.00")))))
                .is(201);

        // All of it stands in one place.
        Api.Answer timeline =
                api().get(CRM + "organisations/" + organisation + "/timeline").is(200);
        assertThat(timeline.body().at("/items").findValuesAsString("kind"))
                .containsExactly(
                        "PAYMENT",
                        "INVOICE",
                        "DELIVERY",
                        "OPPORTUNITY",
                        "OPPORTUNITY",
                        "ORDER",
                        "OPPORTUNITY",
                        "LEAD_CONVERTED");
        assertThat(api().get("/api/v1/sales/invoices/" + invoice.id()).text("/payment"))
                .isEqualTo("PAID");
        assertBooksAreRight();
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

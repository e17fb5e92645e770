package erp.sales;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.UUID;

/** What left the house says who it is from and to, and says so for good. */
class IssuedDocumentsIT {
    private static final String COMPANIES = "/api/v1/core/companies/";
    private static Shop shop;

    @BeforeAll
    static void open() {
        shop = new Shop();
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    @AfterEach
    void every_invariant_holds() {
        assertThat(Checks.broken(shop)).isEmpty();
    }

    @Test
    void later_changes_of_company_and_customer_do_not_concern_it() {
        Trader first = new Trader(shop, "EUR");
        company(
                first,
                """
                {"name":"Bolts & Söhne GmbH","zone":"UTC","taxId":"DE129273398","street":"Ring 1",
                 "street2":"Hof","postalCode":"10115","city":"Berlin","country":"DE"}
                """);
        Trader trader =
                first.selling(
                        first.customer(
                                """
                                ,"taxId":"ATU12345678","street":"Gasse 2","postalCode":"1010",
                                "city":"Wien","country":"AT","paymentTermDays":14
                                """));
        Http.Response order = trader.draft(trader.line("2", "10", "STANDARD"));
        UUID id = order.uuid("/id");
        trader.act(id, "confirm").expect(200);
        Http.Response delivery = trader.act(id, "deliver").expect(201);
        Http.Response invoice = trader.act(id, "invoice").expect(201);

        assertThat(party(invoice, "seller"))
                .containsExactly(
                        "Bolts & Söhne GmbH",
                        "DE129273398",
                        "Ring 1",
                        "Hof",
                        "10115",
                        "Berlin",
                        "DE");
        assertThat(party(invoice, "buyer"))
                .containsExactly("Ada", "ATU12345678", "Gasse 2", "", "1010", "Wien", "AT");
        assertThat(party(delivery, "recipient")).isEqualTo(party(invoice, "buyer"));
        assertThat(invoice.text("/orderNumber")).isEqualTo(order.text("/number"));
        assertThat(invoice.text("/paymentTerms")).isEqualTo("Payable within 14 days");
        assertThat(invoice.json().at("/deliveries")).hasSize(1);
        assertThat(invoice.text("/deliveries/0/id")).isEqualTo(delivery.text("/id"));
        assertThat(invoice.text("/deliveries/0/date")).isEqualTo(delivery.text("/date"));

        company(trader, "{\"name\":\"Nuts AG\",\"zone\":\"UTC\",\"country\":\"CH\"}");
        trader.http
                .with("If-Match", "\"0\"")
                .put(
                        "/api/v1/sales/customers/" + trader.customer,
                        "{\"name\":\"Eve\",\"paymentTermDays\":0}")
                .expect(200);
        assertThat(trader.invoice(invoice.uuid("/id")).body()).isEqualTo(invoice.body());
        assertThat(
                        trader.http
                                .get("/api/v1/sales/deliveries/" + delivery.text("/id"))
                                .expect(200)
                                .body())
                .isEqualTo(delivery.body());

        UUID next = trader.confirmed(trader.line("1", "10", "STANDARD"));
        trader.act(next, "deliver").expect(201);
        Http.Response later = trader.act(next, "invoice").expect(201);
        assertThat(party(later, "seller")).containsExactly("Nuts AG", "", "", "", "", "", "CH");
        assertThat(party(later, "buyer")).containsExactly("Eve", "", "", "", "", "", "");
    }

    @ParameterizedTest
    @CsvSource({
        "0,  Payable immediately",
        "1,  Payable within 1 day",
        "30, Payable within 30 days",
    })
    void it_says_when_to_pay(int days, String terms) {
        Trader any = new Trader(shop, "JPY");
        Trader trader = any.selling(any.customer(",\"paymentTermDays\":" + days));
        UUID order = trader.confirmed(trader.line("1", "10", "STANDARD"));
        trader.act(order, "deliver").expect(201);
        assertThat(trader.act(order, "invoice").expect(201).text("/paymentTerms")).isEqualTo(terms);
    }

    @Test
    void an_invoice_names_the_deliveries_that_it_bills() {
        Trader trader = new Trader(shop, "EUR");
        UUID order = trader.confirmed(trader.line("5", "1", "ZERO"));
        UUID line = trader.get(order).uuid("/lines/0/id");
        UUID one = trader.deliver(order, line, "1").uuid("/id");
        UUID two = trader.deliver(order, line, "1").uuid("/id");
        UUID first = trader.act(order, "invoice").expect(201).uuid("/id");
        UUID three = trader.deliver(order, line, "1").uuid("/id");
        UUID second = trader.act(order, "invoice").expect(201).uuid("/id");
        UUID four = trader.deliver(order, line, "1").uuid("/id");
        trader.act(order, "close").expect(200);
        UUID third = trader.act(order, "invoice").expect(201).uuid("/id");
        assertThat(deliveries(trader, first)).containsExactly(one, two);
        assertThat(deliveries(trader, second)).containsExactly(three);
        assertThat(deliveries(trader, third)).containsExactly(four);
    }

    @Test
    void goods_out_of_use_that_were_confirmed_are_delivered_and_invoiced() {
        Trader trader = new Trader(shop, "EUR");
        UUID order = trader.confirmed(trader.line("2", "3", "STANDARD"));
        trader.http.post("/api/v1/inventory/items/" + trader.item + "/deactivate").expect(200);
        trader.act(order, "deliver").expect(201);
        trader.act(order, "invoice").expect(201);
        assertThat(trader.get(order).text("/state")).isEqualTo("CLOSED");
        assertThat(
                        trader.http
                                .once()
                                .post(Trader.ORDERS, trader.body(trader.line("1", "1", "ZERO")))
                                .expect(422)
                                .errors())
                .containsExactly("/lines/0/itemId inactive");
    }

    @Test
    void a_company_is_in_a_country_that_exists() {
        Trader trader = new Trader(shop, "EUR");
        assertThat(
                        trader.http
                                .with("If-Match", "\"0\"")
                                .put(
                                        COMPANIES + trader.company,
                                        "{\"name\":\"A\",\"zone\":\"UTC\",\"country\":\"XX\"}")
                                .expect(422)
                                .errors())
                .containsExactly("/country country");
    }

    private static void company(Trader trader, String body) {
        String path = COMPANIES + trader.company;
        String version = trader.http.get(path).expect(200).header("ETag").orElseThrow();
        trader.http.with("If-Match", version).put(path, body).expect(200);
    }

    private static List<String> party(Http.Response document, String side) {
        return List.of("name", "taxId", "street", "street2", "postalCode", "city", "country")
                .stream()
                .map(member -> document.text("/" + side + "/" + member))
                .toList();
    }

    private static List<UUID> deliveries(Trader trader, UUID invoice) {
        return trader.invoice(invoice).json().at("/deliveries").findValuesAsString("id").stream()
                .map(UUID::fromString)
                .toList();
    }
}

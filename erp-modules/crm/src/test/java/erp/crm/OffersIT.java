package erp.crm;

import static erp.crm.Office.CRM;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** What sales is asked for of an opportunity: one thing that goes on, and what came to nothing. */
class OffersIT {
    private static final String QUOTATIONS = "/api/v1/sales/quotations/";
    private static final String ORDERS = "/api/v1/sales/orders/";

    private static Office office;
    private static UUID buyer;

    @BeforeAll
    static void open() {
        office = new Office();
        buyer = office.organisation("Buyer", ",'taxId':'OFFER1'");
        office.post(CRM + "lost-reasons", "{'code':'PRICE','name':'Too dear'}");
    }

    @AfterAll
    static void close() {
        assertThat(office.broken()).isEmpty();
        office.close();
    }

    @Test
    void what_was_ordered_and_cancelled_is_ordered_anew_once() throws Exception {
        UUID lead = office.lead("Again", ",'email':'again@offer.example'");
        Http.Response made =
                office.act(CRM + "leads/" + lead + "/convert", "{'order':" + office.order() + "}");
        String deal = CRM + "opportunities/" + made.text("/opportunityId");
        String first = made.text("/orderId");
        Http.Response refused = office.send(deal + "/order", office.order());
        assertThat(refused.expect(409).code()).isEqualTo("crm.ORDER_EXISTS");
        office.act(ORDERS + first + "/cancel");
        long before = office.server.count("select count(*) from sales_order");
        List<Http.Response> answers =
                Together.run(8, _ -> office.send(deal + "/order", office.order()));
        assertThat(answers.stream().map(Http.Response::status).filter(it -> it == 200)).hasSize(1);
        assertThat(answers.stream().map(Http.Response::status)).containsOnly(200, 409);
        assertThat(office.server.count("select count(*) from sales_order")).isEqualTo(before + 1);
        Http.Response now = office.http.get(deal).expect(200);
        assertThat(now.text("/orderId")).isNotEqualTo(first);
        Http.Response history = office.http.get(deal + "/history").expect(200);
        assertThat(history.json().at("/items/0/detail").toString())
                .contains(now.text("/orderId"), first);
        Http.Response timeline =
                office.http.get(
                        CRM + "organisations/" + made.text("/organisationId") + "/timeline");
        assertThat(timeline.expect(200).json().at("/items").findValuesAsString("id"))
                .contains(first, now.text("/orderId"));
    }

    @Test
    void a_lead_is_converted_with_a_quotation_that_becomes_the_order_of_its_opportunity()
            throws Exception {
        UUID lead = office.lead("Quoted", ",'email':'quoted@offer.example'");
        String convert = CRM + "leads/" + lead + "/convert";
        Http.Response both =
                office.send(convert, "{'quotation':%1$s,'order':%1$s}".formatted(office.order()));
        assertThat(both.expect(422).errors()).containsExactly("/order unused");
        String bad = office.order().replace(office.item.toString(), UUID.randomUUID().toString());
        assertThat(office.send(convert, "{'quotation':" + bad + "}").expect(422).errors())
                .containsExactly("/quotation/lines/0/itemId unknown");
        Http clerk =
                office.server.as("crm.leads.write", "sales.customers.write", "sales.orders.write");
        String right = "{\"quotation\":" + office.order().replace('\'', '"') + "}";
        clerk.once().post(convert, right).expect(403);
        Http.Response made = office.act(convert, "{'quotation':" + office.order() + "}");
        String deal = CRM + "opportunities/" + made.text("/opportunityId");
        String quotation = QUOTATIONS + made.text("/quotationId");
        assertThat(office.http.get(deal).text("/quotationId")).isEqualTo(made.text("/quotationId"));
        for (String another : List.of("/quote", "/order")) {
            assertThat(office.send(deal + another, office.order()).expect(409).code())
                    .isEqualTo("crm.QUOTATION_EXISTS");
        }
        office.act(quotation + "/send");
        List<Http.Response> answers = Together.run(8, _ -> office.send(quotation + "/order", ""));
        assertThat(answers.stream().map(Http.Response::status)).containsOnly(200);
        String order = answers.getFirst().text("/orderId");
        assertThat(office.http.get(deal).text("/orderId")).isEqualTo(order);
        Http.Response lost = office.send(deal + "/lose", "{'reasonCode':'PRICE'}");
        assertThat(lost.expect(409).code()).isEqualTo("crm.ORDER_EXISTS");
        Http.Response timeline =
                office.http.get(
                        CRM + "organisations/" + made.text("/organisationId") + "/timeline");
        assertThat(timeline.expect(200).json().at("/items").findValuesAsString("kind"))
                .contains("QUOTATION", "ORDER");
        office.act(ORDERS + order + "/cancel");
        String next = office.act(deal + "/quote", office.order()).text("/quotationId");
        assertThat(next).isNotEqualTo(made.text("/quotationId"));
    }

    @Test
    void who_wins_accepts_what_was_sent_and_who_loses_declines_what_goes_on() {
        String won = deal();
        String accepted = sent(won);
        office.act(won + "/win");
        assertThat(office.http.get(accepted).text("/state")).isEqualTo("ACCEPTED");
        office.act(won + "/reopen");
        Http.Response wanted = office.send(won + "/lose", "{'reasonCode':'PRICE'}");
        assertThat(wanted.expect(409).code()).isEqualTo("crm.QUOTATION_EXISTS");
        office.act(accepted + "/decline");
        office.act(won + "/lose", "{'reasonCode':'PRICE'}");
        assertThat(office.send(won + "/quote", office.order()).expect(409).code())
                .isEqualTo("crm.OPPORTUNITY_STATE");

        String lost = deal();
        String declined = sent(lost);
        Http manager = office.server.as("crm.opportunities.write");
        manager.once().post(lost + "/lose", "{\"reasonCode\":\"PRICE\"}").expect(403);
        office.act(lost + "/lose", "{'reasonCode':'PRICE'}");
        Http.Response ended = office.http.get(declined).expect(200);
        assertThat(ended.text("/state")).isEqualTo("DECLINED");
        assertThat(ended.text("/declineReason")).isEqualTo("lost: PRICE");
    }

    @Test
    void what_goes_on_is_of_the_organisation_and_of_no_other() {
        UUID other = office.organisation("Other", ",'taxId':'OFFER2'");
        String deal = deal();
        String quotation = office.act(deal + "/quote", office.order()).text("/quotationId");
        assertThat(toOther(deal, other).expect(409).code()).isEqualTo("crm.QUOTATION_EXISTS");
        office.act(QUOTATIONS + quotation + "/send");
        String order = office.act(QUOTATIONS + quotation + "/order").text("/orderId");
        assertThat(toOther(deal, other).expect(409).code()).isEqualTo("crm.ORDER_EXISTS");
        UUID someone = office.post("/api/v1/sales/customers", "{'name':'Someone'}").uuid("/id");
        String body = office.order().replaceFirst("\\{", "{'customerId':'" + someone + "',");
        put(ORDERS + order, body).expect(200);
        assertThat(office.broken()).isEmpty();
        office.act(ORDERS + order + "/cancel");
        assertThat(toOther(deal, other).expect(409).code()).isEqualTo("crm.QUOTATION_EXISTS");
        office.act(QUOTATIONS + quotation + "/decline");
        toOther(deal, other).expect(200);
    }

    @Test
    void what_is_ordered_of_an_old_quotation_takes_the_place_of_no_other_order() {
        String deal = deal();
        String quotation = sent(deal);
        String first = office.act(quotation + "/order").text("/orderId");
        office.act(ORDERS + first + "/cancel");
        String second = office.act(deal + "/order", office.order()).text("/orderId");
        assertThat(office.send(quotation + "/order", "").expect(409).code())
                .isEqualTo("crm.ORDER_EXISTS");
        assertThat(office.http.get(deal).text("/orderId")).isEqualTo(second);
        office.act(ORDERS + second + "/cancel");
        String third = office.act(quotation + "/order").text("/orderId");
        assertThat(office.http.get(deal).text("/orderId")).isEqualTo(third);
        office.act(ORDERS + third + "/cancel");
        office.act(deal + "/lose", "{'reasonCode':'PRICE'}");
        assertThat(office.http.get(quotation).text("/state")).isEqualTo("DECLINED");
    }

    @Test
    void what_was_sent_and_is_too_late_is_quoted_anew() {
        String deal = deal();
        String late = sent(deal);
        office.server.clock().advance(Duration.ofDays(31));
        office.act(deal + "/quote", office.order());
        assertThat(office.http.get(late).text("/state")).isEqualTo("EXPIRED");
    }

    private static Http.Response toOther(String deal, UUID organisation) {
        String body =
                "{'title':'Bolts','amount':{'amount':'30','currency':'EUR'},'organisationId':'%s'}";
        return put(deal, body.formatted(organisation));
    }

    private static Http.Response put(String path, String json) {
        String version = "\"" + office.http.get(path).expect(200).text("/version") + "\"";
        return office.http.with("If-Match", version).put(path, json.replace('\'', '"'));
    }

    private static String deal() {
        return CRM + "opportunities/" + office.opportunity(buyer, "30", "2027-05-01");
    }

    private static String sent(String deal) {
        String made = office.act(deal + "/quote", office.order()).text("/quotationId");
        office.act(QUOTATIONS + made + "/send");
        return QUOTATIONS + made;
    }
}

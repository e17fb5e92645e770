package erp.crm;

import static erp.crm.Office.CRM;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.UUID;

/** What sales is asked for of an opportunity: one thing that goes on, and what came to nothing. */
class OffersIT {
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
}

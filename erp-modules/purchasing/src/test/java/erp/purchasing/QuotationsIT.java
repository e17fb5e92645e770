package erp.purchasing;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.UUID;

/** Suppliers are asked, compared and chosen. */
class QuotationsIT {
    private static final String PATH = Yard.BASE + "rfqs";
    private static Yard yard;
    private UUID other;

    @BeforeAll
    static void open() {
        yard = new Yard();
    }

    @AfterAll
    static void close() {
        try {
            assertThat(yard.broken()).isEmpty();
        } finally {
            yard.close();
        }
    }

    @BeforeEach
    void reset() {
        yard.reset();
        other = yard.supplier("");
    }

    @Test
    void each_line_goes_to_who_offers_it_cheapest_as_a_draft_at_that_price() {
        Http.Response rfq = asked().expect(201);
        quote(rfq, yard.supplier, 5, "2.00", "1.00").expect(200);
        quote(rfq, other, 3, "1.90", "1.20").expect(200);
        Http.Response compared =
                yard.buyer.get(PATH + "/" + rfq.text("/id") + "/comparison").expect(200);
        assertThat(compared.uuid("/lines/0/cheapest")).isEqualTo(other);
        assertThat(compared.uuid("/lines/1/cheapest")).isEqualTo(yard.supplier);
        assertThat(compared.text("/lines/0/offers/0/net/amount")).isEqualTo("19.00");
        assertThat(compared.text("/suppliers/0/net/amount")).isEqualTo("25.00");
        Http.Response awarded = act(rfq, "award", null).expect(200);
        assertThat(awarded.text("/state")).isEqualTo("AWARDED");
        assertThat(awarded.json().at("/orderIds")).hasSize(2);
        Http.Response order = yard.order(awarded.uuid("/orderIds/0"));
        assertThat(order.text("/lines/0/unitPrice")).isEqualTo("1.9");
        act(rfq, "award", null).expect(409);
        assertThat(yard.broken()).isEmpty();
    }

    @Test
    void a_later_offer_counts_and_one_that_is_over_does_not() {
        Http.Response rfq = asked().expect(201);
        assertThat(act(rfq, "award", null).expect(409).code()).isEqualTo("purchasing.NO_QUOTE");
        quote(rfq, other, 3, "1.90", "1.20").expect(200);
        Http.Response again = quote(rfq, other, 3, "2.50", "1.20").expect(200);
        assertThat(again.text("/quotes/0/revision")).isEqualTo("2");
        assertThat(again.text("/quotes/0/prices/0/unitPrice")).isEqualTo("2.5");
        String one =
                "{\"lines\":[{\"rfqLineId\":\"%s\",\"supplierId\":\"%s\"}]}"
                        .formatted(rfq.text("/lines/0/id"), yard.supplier);
        assertThat(act(rfq, "award", one).expect(409).errors())
                .containsExactly("/lines/0/supplierId quote");
        Http.Response awarded =
                act(rfq, "award", one.replace(yard.supplier.toString(), other.toString()))
                        .expect(200);
        assertThat(yard.order(awarded.uuid("/orderIds/0")).json().at("/lines")).hasSize(1);
    }

    @Test
    void only_who_was_asked_offers_and_only_what_was_asked_for() {
        Http.Response rfq = asked().expect(201);
        assertThat(quote(rfq, yard.supplier(""), 1, "1", "1").expect(422).errors())
                .containsExactly("/supplierId unknown");
        assertThat(
                        act(
                                        rfq,
                                        "quote",
                                        """
                                        {"supplierId":"%s","validUntil":"%s","leadTimeDays":1,
                                         "lines":[{"rfqLineId":"%s","unitPrice":"1"}]}
                                        """
                                                .formatted(other, yard.today(), UUID.randomUUID()))
                                .expect(422)
                                .errors())
                .containsExactly("/lines/0/rfqLineId unknown");
        act(rfq, "cancel", "{\"reason\":\"no need\"}").expect(200);
        assertThat(quote(rfq, other, 1, "1", "1").expect(409).code())
                .isEqualTo("purchasing.RFQ_STATE");
    }

    @Test
    void an_approved_requisition_is_asked_for_and_converted_by_the_award() {
        String requisitions = Yard.BASE + "requisitions";
        UUID needed =
                yard.buyer
                        .once()
                        .post(
                                requisitions,
                                """
                                {"warehouseId":"%s","lines":[{"itemId":"%s","quantity":"9",
                                 "neededBy":"%s"},{"itemId":"%s","quantity":"1","neededBy":"%s"}]}
                                """
                                        .formatted(
                                                yard.warehouse,
                                                yard.bolt,
                                                yard.today(),
                                                yard.nut,
                                                yard.today()))
                        .expect(201)
                        .uuid("/id");
        String body =
                """
                {"requisitionId":"%s","answerBy":"%s","supplierIds":["%s"]}
                """
                        .formatted(needed, yard.today(), other);
        assertThat(yard.buyer.once().post(PATH, body).expect(409).code())
                .isEqualTo("purchasing.REQUISITION_STATE");
        yard.buyer.once().post(requisitions + "/" + needed + "/submit").expect(200);
        yard.seen(yard.chief, "requisitions/" + needed)
                .post(requisitions + "/" + needed + "/approve")
                .expect(200);
        Http.Response rfq = yard.buyer.once().post(PATH, body).expect(201);
        quote(rfq, other, 1, "1", "1").expect(200);
        String one =
                "{\"lines\":[{\"rfqLineId\":\"%s\",\"supplierId\":\"%s\"}]}"
                        .formatted(rfq.text("/lines/0/id"), other);
        Http.Response partly = act(rfq, "award", one).expect(422);
        assertThat(partly.errors()).containsExactly("/lines complete");
        assertThat(partly.text("/errors/0/message")).contains("line 2");
        act(rfq, "award", null).expect(200);
        assertThat(yard.buyer.get(requisitions + "/" + needed).text("/state"))
                .isEqualTo("CONVERTED");
    }

    private Http.Response asked() {
        String line = "{\"itemId\":\"%s\",\"quantity\":\"%s\",\"neededBy\":\"%s\"}";
        String today = yard.today();
        return yard.buyer
                .once()
                .post(
                        PATH,
                        """
                        {"warehouseId":"%s","answerBy":"%s","supplierIds":["%s","%s"],
                         "lines":[%s,%s]}
                        """
                                .formatted(
                                        yard.warehouse,
                                        today,
                                        yard.supplier,
                                        other,
                                        line.formatted(yard.bolt, "10", today),
                                        line.formatted(yard.nut, "5", today)));
    }

    private static Http.Response quote(
            Http.Response rfq, UUID supplier, int days, String first, String second) {
        return act(
                rfq,
                "quote",
                """
                {"supplierId":"%s","validUntil":"%s","leadTimeDays":%d,
                 "lines":[{"rfqLineId":"%s","unitPrice":"%s"},{"rfqLineId":"%s","unitPrice":"%s"}]}
                """
                        .formatted(
                                supplier,
                                yard.today(),
                                days,
                                rfq.text("/lines/0/id"),
                                first,
                                rfq.text("/lines/1/id"),
                                second));
    }

    private static Http.Response act(Http.Response rfq, String verb, String body) {
        return yard.buyer.once().post(PATH + "/" + rfq.text("/id") + "/" + verb, body);
    }
}

package erp.purchasing;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.UUID;

/** Receipts and invoices, whichever comes first, and what the books say of both. */
class MatchingIT {
    private static final String RECEIVED = "2100";
    private static final String INVOICED = "1250";
    private static final String VARIANCE = "5200";
    private static final String PAYABLE = "2000";
    private static Yard yard;

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
    }

    @Test
    void goods_that_came_in_parts_are_owed_until_they_are_invoiced() {
        UUID order = yard.confirmed(yard.bolt, "3", "0.333333");
        Http.Response first = yard.receive(order, 0, "1").expect(201);
        assertThat(first.text("/value/amount")).isEqualTo("0.33");
        yard.receive(order, 0, "2").expect(201);
        assertThat(yard.balance(RECEIVED)).isEqualTo("-1.00");
        assertThat(yard.onHand(yard.bolt)).isEqualTo("3");
        Http.Response bill =
                yard.invoice("R-1", "1.20", yard.line(order, 0), "3", "0.333333").expect(201);
        assertThat(bill.text("/state")).isEqualTo("POSTED");
        assertThat(bill.text("/open/amount")).isEqualTo("1.20");
        assertThat(yard.balance(RECEIVED)).isEqualTo("0.00");
        assertThat(yard.balance(INVOICED)).isEqualTo("0.00");
        assertThat(yard.balance(PAYABLE)).isEqualTo("-1.20");
        assertThat(yard.order(order).text("/state")).isEqualTo("CLOSED");
    }

    @Test
    void more_than_was_ordered_comes_in_only_within_the_tolerance() {
        yard.tolerate("10", "0", "0", "0");
        UUID order = yard.confirmed(yard.bolt, "10", "1");
        Http.Response refused = yard.receive(order, 0, "12").expect(409);
        assertThat(refused.code()).isEqualTo("purchasing.OVER_RECEIPT");
        assertThat(refused.errors()).containsExactly("/lines/0/quantity open");
        yard.receive(order, 0, "11").expect(201);
        assertThat(yard.receive(order, 0, "0.5").expect(409).text("/errors/0/message"))
                .contains("at most 0 can come in");
        assertThat(yard.invoice("R-1", "13.20", yard.line(order, 0), "11", "1").text("/state"))
                .isEqualTo("POSTED");
    }

    @Test
    void refused_goods_are_neither_stock_nor_owed_and_still_to_come() {
        UUID order = yard.confirmed(yard.bolt, "5", "2");
        String line = yard.line(order, 0);
        assertThat(
                        yard.act(
                                        yard.buyer,
                                        order,
                                        "receive",
                                        "{\"lines\":[{\"lineId\":\"%s\",\"quantity\":\"0\"}]}"
                                                .formatted(line))
                                .expect(422)
                                .errors())
                .containsExactly("/lines/0/quantity positive");
        Http.Response receipt =
                yard.act(
                                yard.buyer,
                                order,
                                "receive",
                                """
                                {"deliveryNote":"L-9","lines":[{"lineId":"%s","quantity":"0",
                                 "refused":"5","refusal":"rusty"}]}
                                """
                                        .formatted(line))
                        .expect(201);
        assertThat(receipt.text("/value/amount")).isEqualTo("0.00");
        assertThat(yard.balance(RECEIVED)).isEqualTo("0.00");
        assertThat(yard.act(yard.buyer, order, "receive").expect(201).text("/lines/0/quantity"))
                .isEqualTo("5");
        assertThat(yard.order(order).text("/lines/0/refused")).isEqualTo("5");
    }

    @Test
    void an_invoice_before_its_goods_waits_and_is_posted_when_they_came() {
        UUID order = yard.confirmed(yard.bolt, "4", "2.50");
        Http.Response bill =
                yard.invoice("R-1", "12.00", yard.line(order, 0), "4", "2.50").expect(201);
        assertThat(bill.text("/state")).isEqualTo("BLOCKED");
        assertThat(bill.text("/blocks/0/reason")).isEqualTo("QUANTITY");
        assertThat(bill.text("/blocks/0/expected") + " " + bill.text("/blocks/0/actual"))
                .isEqualTo("0 4");
        assertThat(yard.balance(PAYABLE)).isEqualTo("0.00");
        UUID id = bill.uuid("/id");
        assertThat(yard.actOnInvoice(yard.buyer, id, "match").expect(200).text("/state"))
                .isEqualTo("BLOCKED");
        yard.act(yard.buyer, order, "receive").expect(201);
        Http.Response posted = yard.actOnInvoice(yard.buyer, id, "match").expect(200);
        assertThat(posted.text("/state")).isEqualTo("POSTED");
        assertThat(posted.json().at("/blocks")).isEmpty();
        assertThat(yard.balance(RECEIVED)).isEqualTo("0.00");
    }

    @Test
    void one_that_is_released_before_its_goods_lies_on_its_own_account_until_they_come() {
        UUID order = yard.confirmed(yard.bolt, "4", "2.50");
        UUID bill =
                yard.invoice("R-1", "12.00", yard.line(order, 0), "4", "2.50")
                        .expect(201)
                        .uuid("/id");
        assertThat(yard.actOnInvoice(yard.buyer, bill, "release").expect(403).code())
                .isEqualTo("purchasing.OWN_DOCUMENT");
        yard.actOnInvoice(yard.chief, bill, "release").expect(200);
        assertThat(yard.balance(INVOICED)).isEqualTo("10.00");
        assertThat(yard.balance(RECEIVED)).isEqualTo("0.00");
        assertThat(yard.broken()).isEmpty();
        yard.receive(order, 0, "1").expect(201);
        assertThat(yard.balance(INVOICED)).isEqualTo("7.50");
        yard.receive(order, 0, "3").expect(201);
        assertThat(yard.balance(INVOICED)).isEqualTo("0.00");
        assertThat(yard.balance(RECEIVED)).isEqualTo("0.00");
        assertThat(yard.actOnInvoice(yard.chief, bill, "reject").expect(409).code())
                .isEqualTo("purchasing.INVOICE_STATE");
    }

    @Test
    void nobody_releases_an_invoice_that_he_has_not_seen() {
        UUID order = yard.confirmed(yard.bolt, "4", "2.50");
        UUID bill =
                yard.invoice("R-1", "12.00", yard.line(order, 0), "4", "2.50")
                        .expect(201)
                        .uuid("/id");
        String release = Yard.BASE + "invoices/" + bill + "/release";
        String seen = yard.buyer.get(Yard.BASE + "invoices/" + bill).header("ETag").orElseThrow();
        yard.receive(order, 0, "1").expect(201);
        assertThat(yard.actOnInvoice(yard.buyer, bill, "match").expect(200).text("/state"))
                .isEqualTo("BLOCKED");
        yard.chief.once().post(release, "{\"reason\":\"so it is\"}").expect(428);
        yard.chief
                .once()
                .with("If-Match", seen)
                .post(release, "{\"reason\":\"so it is\"}")
                .expect(412);
        yard.actOnInvoice(yard.chief, bill, "release").expect(200);
    }

    @Test
    void what_was_billed_first_is_matched_first() {
        UUID order = yard.confirmed(yard.bolt, "2", "1");
        String line = yard.line(order, 0);
        for (String price : List.of("1", "1.50")) {
            String total = price.equals("1") ? "1.20" : "1.80";
            UUID bill = yard.invoice("R-" + price, total, line, "1", price).expect(201).uuid("/id");
            yard.actOnInvoice(yard.chief, bill, "release").expect(200);
        }
        yard.receive(order, 0, "1").expect(201);
        assertThat(yard.balance(INVOICED) + " " + yard.balance(VARIANCE)).isEqualTo("1.50 0.00");
        yard.receive(order, 0, "1").expect(201);
        assertThat(yard.balance(INVOICED) + " " + yard.balance(VARIANCE)).isEqualTo("0.00 0.50");
    }

    @Test
    void each_thing_that_differs_is_named_and_released_variance_is_posted() {
        UUID order = yard.confirmed(yard.bolt, "10", "1", yard.nut, "5", "2");
        yard.receive(order, 0, "8", 1, "5").expect(201);
        String body =
                yard.invoiceBody(
                                "R-1",
                                "27.60",
                                yard.line(order, 0),
                                "10",
                                "1.30",
                                yard.line(order, 1),
                                "5",
                                "2")
                        .replace("\"unitPrice\":\"2\"", "\"unitPrice\":\"2\",\"taxCode\":\"ZERO\"")
                        .replace("27.60", "25.60");
        Http.Response bill = yard.buyer.once().post(Yard.BASE + "invoices", body).expect(201);
        assertThat(bill.json().at("/blocks").findValuesAsString("reason"))
                .containsExactlyInAnyOrder("QUANTITY", "PRICE", "TAX", "TOTAL");
        Http.Response released =
                yard.actOnInvoice(yard.chief, bill.uuid("/id"), "release").expect(200);
        assertThat(released.text("/state")).isEqualTo("POSTED");
        assertThat(released.json().at("/blocks")).hasSize(4);
        assertThat(yard.balance(VARIANCE)).isEqualTo("2.40");
        assertThat(yard.balance(INVOICED)).isEqualTo("2.60");
        yard.receive(order, 0, "2").expect(201);
        assertThat(yard.balance(VARIANCE)).isEqualTo("3.00");
        assertThat(yard.balance(INVOICED)).isEqualTo("0.00");
    }

    @Test
    void what_is_within_the_tolerances_is_posted_and_cheaper_is_never_blocked() {
        yard.tolerate("0", "50", "5", "0.50");
        UUID order = yard.confirmed(yard.bolt, "10", "1");
        yard.receive(order, 0, "6").expect(201);
        assertThat(yard.invoice("R-1", "9.46", yard.line(order, 0), "7.5", "1.05").text("/state"))
                .isEqualTo("POSTED");
        yard.receive(order, 0, "4").expect(201);
        assertThat(yard.invoice("R-2", "2.70", yard.line(order, 0), "2.5", "0.9").text("/state"))
                .isEqualTo("POSTED");
        assertThat(yard.balance(VARIANCE)).isEqualTo("0.13");
    }

    @Test
    void lines_of_one_invoice_count_together() {
        UUID order = yard.confirmed(yard.bolt, "10", "1");
        yard.receive(order, 0, "6").expect(201);
        String line = yard.line(order, 0);
        Http.Response bill =
                yard.invoice("R-1", "9.60", line, "4", "1", line, "4", "1").expect(201);
        assertThat(bill.text("/blocks/0/line") + " " + bill.text("/blocks/0/reason"))
                .isEqualTo("1 QUANTITY");
        UUID over =
                yard.invoice("R-2", "14.40", line, "6", "1", line, "6", "1")
                        .expect(201)
                        .uuid("/id");
        assertThat(yard.actOnInvoice(yard.chief, over, "release").expect(409).errors())
                .containsExactly("/lines/1/quantity ordered");
    }

    @Test
    void one_invoice_bills_several_orders() {
        UUID first = yard.confirmed(yard.bolt, "2", "1");
        UUID second = yard.confirmed(yard.nut, "3", "1");
        yard.act(yard.buyer, first, "receive").expect(201);
        yard.act(yard.buyer, second, "receive").expect(201);
        yard.invoice("R-1", "6.00", yard.line(first, 0), "2", "1", yard.line(second, 0), "3", "1")
                .expect(201);
        for (UUID order : List.of(first, second)) {
            assertThat(yard.order(order).text("/state")).isEqualTo("CLOSED");
        }
    }

    @Test
    void the_same_invoice_is_not_entered_twice_however_its_number_is_written() {
        UUID order = yard.confirmed(yard.bolt, "9", "1");
        yard.act(yard.buyer, order, "receive").expect(201);
        String line = yard.line(order, 0);
        UUID first = yard.invoice("RE 17/04", "1.20", line, "1", "1").expect(201).uuid("/id");
        Http.Response again = yard.invoice("re-17-04", "1.20", line, "1", "1").expect(409);
        assertThat(again.code()).isEqualTo("purchasing.INVOICE_EXISTS");
        assertThat(again.errors()).containsExactly("/number unique");
        assertThat(yard.actOnInvoice(yard.chief, first, "reject").expect(409).code())
                .isEqualTo("purchasing.INVOICE_STATE");
        UUID blocked = yard.invoice("RE 18", "2.40", line, "1", "2").expect(201).uuid("/id");
        yard.actOnInvoice(yard.buyer, blocked, "reject").expect(200);
        assertThat(yard.invoice("RE 18", "1.20", line, "1", "1").expect(201).text("/state"))
                .isEqualTo("POSTED");
        UUID here = yard.supplier;
        yard.supplier = yard.supplier("");
        UUID other = yard.confirmed(yard.bolt, "1", "1");
        yard.act(yard.buyer, other, "receive").expect(201);
        yard.invoice("RE 18", "1.20", yard.line(other, 0), "1", "1").expect(201);
        assertThat(yard.invoice("RE 19", "1.20", line, "1", "1").expect(422).errors())
                .containsExactly("/lines/0/orderLineId supplier");
        yard.supplier = here;
    }

    @Test
    void totals_and_taxes_are_the_suppliers_as_far_as_rounding_goes() {
        UUID order = yard.confirmed(yard.bolt, "3", "0.11");
        yard.act(yard.buyer, order, "receive").expect(201);
        String line = yard.line(order, 0);
        assertThat(yard.invoice("R-1", "0.41", line, "3", "0.11").expect(422).errors())
                .containsExactly("/total sum");
        String taxes =
                ",\"taxes\":[{\"taxCode\":\"STANDARD\",\"amount\":{\"amount\":\"%s\","
                        + "\"currency\":\"EUR\"}}],\"lines\"";
        String body = yard.invoiceBody("R-1", "0.41", line, "3", "0.11");
        assertThat(
                        yard.buyer
                                .once()
                                .post(
                                        Yard.BASE + "invoices",
                                        body.replace(",\n \"lines\"", taxes.formatted("0.20")))
                                .expect(422)
                                .errors())
                .contains("/taxes/0/amount rate");
        Http.Response bill =
                yard.buyer
                        .once()
                        .post(
                                Yard.BASE + "invoices",
                                body.replace(",\n \"lines\"", taxes.formatted("0.08")))
                        .expect(201);
        assertThat(bill.text("/tax/amount")).isEqualTo("0.08");
        assertThat(yard.balance("2300")).isEqualTo("0.08");
    }

    @Test
    void nothing_is_invoiced_beyond_what_was_ordered_whoever_releases_it() {
        UUID order = yard.confirmed(yard.bolt, "2", "1");
        UUID bill =
                yard.invoice("R-1", "3.60", yard.line(order, 0), "3", "1").expect(201).uuid("/id");
        Http.Response refused = yard.actOnInvoice(yard.chief, bill, "release").expect(409);
        assertThat(refused.code()).isEqualTo("purchasing.OVER_INVOICING");
        assertThat(refused.errors()).containsExactly("/lines/0/quantity ordered");
        UUID draft = yard.draft(yard.bolt, "2", "1").expect(201).uuid("/id");
        assertThat(yard.invoice("R-2", "1.20", yard.line(draft, 0), "1", "1").expect(409).code())
                .isEqualTo("purchasing.ORDER_STATE");
    }

    @Test
    void goods_are_matched_no_earlier_than_their_invoice_is_posted() {
        UUID order = yard.confirmed(yard.bolt, "2", "1");
        UUID bill =
                yard.invoice("R-1", "2.40", yard.line(order, 0), "2", "1").expect(201).uuid("/id");
        yard.actOnInvoice(yard.chief, bill, "release").expect(200);
        String body = "{\"date\":\"%s\"}".formatted(yard.in(-1));
        yard.act(yard.buyer, order, "receive", body).expect(201);
        assertThat(
                        yard.server.count(
                                """
                                select count(*) from finance_journal_entry e
                                join purchasing_receipt r on r.id = e.source_id
                                where r.order_id = uuid_to_bin('%s') and e.posting = 'match'
                                  and e.entry_date = '%s'\
                                """
                                        .formatted(order, yard.today())))
                .isEqualTo(1);
    }

    @Test
    void an_invoice_of_a_cancelled_order_is_not_released() {
        UUID order = yard.confirmed(yard.bolt, "2", "1");
        UUID bill =
                yard.invoice("R-1", "2.40", yard.line(order, 0), "2", "1").expect(201).uuid("/id");
        yard.act(yard.buyer, order, "cancel", "{\"reason\":\"no need\"}").expect(200);
        Http.Response refused = yard.actOnInvoice(yard.chief, bill, "release").expect(409);
        assertThat(refused.code()).isEqualTo("purchasing.ORDER_STATE");
        assertThat(refused.errors()).containsExactly("/lines/0/orderLineId state");
        yard.actOnInvoice(yard.chief, bill, "reject").expect(200);
    }

    @Test
    void counters_of_a_line_have_an_end_that_is_told() {
        String most = "999999999999.999999";
        UUID order = yard.confirmed(yard.bolt, "600000000000", "0.000001");
        String refusal =
                """
                {"lines":[{"lineId":"%s","quantity":"0","refused":"%s","refusal":"rusty"}]}
                """
                        .formatted(yard.line(order, 0), most);
        yard.act(yard.buyer, order, "receive", refusal).expect(201);
        assertThat(yard.act(yard.buyer, order, "receive", refusal).expect(422).errors())
                .containsExactly("/lines/0/refused range");
        Http.Response receipt = yard.receive(order, 0, "600000000000").expect(201);
        yard.sendBack(receipt, 0, "600000000000").expect(201);
        assertThat(yard.receive(order, 0, "600000000000").expect(422).errors())
                .containsExactly("/lines/0/quantity range");
        assertThat(yard.act(yard.buyer, order, "receive").expect(422).errors())
                .containsExactly("/lines range");
        yard.receive(order, 0, "300000000000").expect(201);
    }
}

package erp.purchasing;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.UUID;

/** Confirmed orders are changed by revisions, which keep what was. */
class RevisionsIT {
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
    void one_that_makes_it_no_dearer_is_applied_at_once_and_keeps_what_was() {
        UUID order = yard.confirmed(yard.bolt, "10", "2", yard.nut, "5", "1");
        yard.receive(order, 0, "4").expect(201);
        Http.Response revised = revise(order, yard.bolt, "6", "2", yard.nut, "8", "1.5");
        assertThat(revised.expect(200).text("/state")).isEqualTo("APPLIED");
        Http.Response now = yard.order(order);
        assertThat(now.text("/total/amount")).isEqualTo("28.80");
        assertThat(now.text("/lines/0/received") + " of " + now.text("/lines/0/quantity"))
                .isEqualTo("4 of 6");
        Http.Response kept =
                yard.buyer.get(Yard.BASE + "orders/" + order + "/revisions").expect(200);
        assertThat(kept.text("/items/0/before")).contains("\"quantity\":\"10\"");
        assertThat(yard.receive(order, 0, "3").expect(409).code())
                .isEqualTo("purchasing.OVER_RECEIPT");
        yard.receive(order, 0, "2", 1, "8").expect(201);
    }

    @Test
    void one_that_makes_it_dearer_waits_for_somebody_else() {
        UUID order = yard.confirmed(yard.bolt, "10", "2");
        assertThat(revise(order, yard.bolt, "11", "2").expect(200).text("/state"))
                .isEqualTo("PENDING");
        assertThat(yard.order(order).text("/lines/0/quantity")).isEqualTo("10");
        assertThat(revise(order, yard.bolt, "9", "2").expect(409).code())
                .isEqualTo("purchasing.REVISION_PENDING");
        assertThat(yard.act(yard.buyer, order, "approve-revision").expect(403).code())
                .isEqualTo("purchasing.OWN_DOCUMENT");
        yard.receive(order, 0, "10").expect(201);
        assertThat(yard.act(yard.chief, order, "approve-revision").expect(200).text("/state"))
                .isEqualTo("APPLIED");
        yard.receive(order, 0, "1").expect(201);
        assertThat(yard.act(yard.chief, order, "approve-revision").expect(409).code())
                .isEqualTo("purchasing.NO_REVISION");
    }

    @Test
    void a_large_one_is_approved_by_two_and_a_rejected_one_changes_nothing() {
        yard.tolerate("0", "0", "0", "0");
        UUID order = yard.confirmed(yard.bolt, "10", "2");
        revise(order, yard.bolt, "10000", "2").expect(200);
        assertThat(yard.act(yard.chief, order, "approve-revision").expect(200).text("/state"))
                .isEqualTo("PENDING");
        assertThat(yard.act(yard.chief, order, "approve-revision").expect(409).code())
                .isEqualTo("purchasing.APPROVED_ALREADY");
        assertThat(
                        yard.act(yard.deputy, order, "reject-revision", "{\"reason\":\"too much\"}")
                                .expect(200)
                                .text("/state"))
                .isEqualTo("REJECTED");
        assertThat(yard.order(order).text("/lines/0/quantity")).isEqualTo("10");
        revise(order, yard.bolt, "10000", "2").expect(200);
        yard.act(yard.chief, order, "approve-revision").expect(200);
        assertThat(yard.act(yard.deputy, order, "approve-revision").expect(200).text("/state"))
                .isEqualTo("APPLIED");
        assertThat(yard.order(order).text("/lines/0/quantity")).isEqualTo("10000");
    }

    @Test
    void what_has_come_or_was_billed_stays() {
        UUID order = yard.confirmed(yard.bolt, "10", "2", yard.nut, "5", "1");
        yard.receive(order, 0, "4").expect(201);
        assertThat(revise(order, yard.bolt, "3", "2", yard.nut, "5", "1").expect(422).errors())
                .containsExactly("/lines/0/quantity begun");
        assertThat(revise(order, yard.nut, "4", "1.9", yard.nut, "5", "1").expect(422).errors())
                .containsExactly("/lines/0/itemId begun", "/lines/0/unitPrice begun");
        revise(order, yard.bolt, "4", "2").expect(200);
        assertThat(yard.invoice("R-1", "9.60", yard.line(order, 0), "4", "2").text("/state"))
                .isEqualTo("POSTED");
        assertThat(yard.order(order).text("/state")).isEqualTo("CLOSED");
        revise(order, yard.bolt, "5", "2").expect(409);
    }

    @Test
    void one_that_leaves_nothing_to_come_closes_what_is_billed() {
        UUID order = yard.confirmed(yard.bolt, "10", "2");
        yard.receive(order, 0, "4").expect(201);
        yard.invoice("R-1", "9.60", yard.line(order, 0), "4", "2").expect(201);
        revise(order, yard.bolt, "4", "2").expect(200);
        assertThat(yard.order(order).text("/state")).isEqualTo("CLOSED");
    }

    @Test
    void one_is_applied_at_the_price_and_date_at_which_it_was_approved() {
        Http.Response sold = yard.buyer.post(Yard.BASE + "supplier-items", sold("1")).expect(201);
        UUID order = yard.confirmed(yard.bolt, "10", "1");
        String body = revision(yard.bolt, "20", "9").replace(",\"unitPrice\":\"9\"", "");
        Http.Response waits = yard.act(yard.buyer, order, "revise", body).expect(200);
        assertThat(waits.text("/total/amount")).isEqualTo("24.00");
        yard.buyer
                .with("If-Match", sold.header("ETag").orElseThrow())
                .put(Yard.BASE + "supplier-items/" + sold.text("/id"), sold("3"))
                .expect(200);
        String due = yard.in(0);
        yard.server.clock().advance(Duration.ofDays(2));
        try {
            yard.act(yard.chief, order, "approve-revision").expect(200);
        } finally {
            yard.server.clock().advance(Duration.ofDays(-2));
        }
        assertThat(yard.order(order).text("/total/amount")).isEqualTo("24.00");
        assertThat(yard.order(order).text("/lines/0/dueDate")).isEqualTo(due);
    }

    @Test
    void one_that_does_not_come_to_what_is_approved_is_not_applied() {
        UUID order = yard.confirmed(yard.bolt, "10", "1");
        revise(order, yard.bolt, "20", "1").expect(200);
        yard.write(
                tx ->
                        tx.session()
                                .createNativeMutationQuery(
                                        "update purchasing_order_revision set total = total + 1"
                                                + " where state = 'PENDING'")
                                .executeUpdate());
        assertThat(yard.act(yard.chief, order, "approve-revision").expect(422).errors())
                .containsExactly("/lines changed");
        yard.act(yard.chief, order, "reject-revision", "{\"reason\":\"anew\"}").expect(200);
    }

    @Test
    void dates_that_have_passed_stay_and_others_lie_ahead() {
        UUID order = yard.confirmed(yard.bolt, "10", "2", yard.nut, "5", "1");
        yard.receive(order, 0, "4").expect(201);
        String due = yard.in(0);
        String past = yard.in(-1);
        String dated = revision(yard.bolt, "9", "2", yard.nut, "5", "1");
        int last = dated.lastIndexOf("}]");
        String form = dated.substring(0, last) + ",\"dueDate\":\"%s\"" + dated.substring(last);
        yard.server.clock().advance(Duration.ofDays(2));
        try {
            assertThat(
                            yard.act(yard.buyer, order, "revise", form.formatted(past))
                                    .expect(422)
                                    .errors())
                    .containsExactly("/lines/1/dueDate past");
            yard.act(yard.buyer, order, "revise", form.formatted(due)).expect(200);
        } finally {
            yard.server.clock().advance(Duration.ofDays(-2));
        }
        Http.Response now = yard.order(order);
        assertThat(now.text("/lines/0/dueDate") + " " + now.text("/lines/1/dueDate"))
                .isEqualTo(due + " " + due);
    }

    @Test
    void a_line_that_an_invoice_names_stays_though_it_is_not_posted() {
        UUID order = yard.confirmed(yard.bolt, "10", "2", yard.nut, "5", "1");
        UUID bill =
                yard.invoice("R-1", "6.00", yard.line(order, 1), "5", "1").expect(201).uuid("/id");
        assertThat(revise(order, yard.bolt, "10", "2").expect(422).errors())
                .containsExactly("/lines begun");
        assertThat(revise(order, yard.bolt, "10", "2", yard.bolt, "5", "1").expect(422).errors())
                .containsExactly("/lines/1/itemId begun");
        yard.actOnInvoice(yard.buyer, bill, "reject").expect(200);
        assertThat(revise(order, yard.bolt, "10", "2").expect(422).errors())
                .containsExactly("/lines begun");
        revise(order, yard.bolt, "10", "2", yard.nut, "1", "0.5").expect(200);
    }

    private static String sold(String price) {
        return """
        {"supplierId":"%s","itemId":"%s","minimumQuantity":"1","multiple":"1","leadTimeDays":0,
         "prices":[{"from":"0","unitPrice":"%s"}]}
        """
                .formatted(yard.supplier, yard.bolt, price);
    }

    private static String revision(Object... lines) {
        String body = yard.orderBody(lines);
        return "{\"reason\":\"other plans\"," + body.substring(body.indexOf("\"lines\""));
    }

    private static Http.Response revise(UUID order, Object... lines) {
        return yard.act(yard.buyer, order, "revise", revision(lines));
    }
}

package erp.purchasing;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.UUID;

/** Suppliers, what they sell, and orders from draft to end. */
class OrdersIT {
    private static final String WHY = "{\"reason\":\"changed our mind\"}";
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
    void a_supplier_sells_at_prices_that_fall_with_the_quantity() {
        String body =
                """
                {"supplierId":"%s","itemId":"%s","supplierNumber":"B-7","minimumQuantity":"10",
                 "multiple":"5","leadTimeDays":7,
                 "prices":[{"from":"100","unitPrice":"0.80"},{"from":"0","unitPrice":"1"}]}
                """
                        .formatted(yard.supplier, yard.bolt);
        Http.Response sold = yard.buyer.post(Yard.BASE + "supplier-items", body).expect(201);
        assertThat(sold.text("/prices/0/unitPrice")).isEqualTo("1");
        assertThat(yard.buyer.post(Yard.BASE + "supplier-items", body).expect(409).errors())
                .containsExactly("/itemId unique");
        Http.Response order =
                yard.buyer
                        .once()
                        .post(
                                Yard.BASE + "orders",
                                yard.orderBody(yard.bolt, "120", "9")
                                        .replace(",\"unitPrice\":\"9\"", ""))
                        .expect(201);
        assertThat(order.text("/net/amount")).isEqualTo("96.00");
        assertThat(order.text("/taxes/0/tax/amount")).isEqualTo("19.20");
        assertThat(order.text("/lines/0/dueDate")).isEqualTo(yard.in(7));
        assertThat(yard.draft(yard.bolt, "5", "1").expect(422).errors())
                .containsExactly("/lines/0/quantity minimum");
        assertThat(yard.draft(yard.bolt, "12", "1").expect(422).errors())
                .containsExactly("/lines/0/quantity multiple");
        assertThat(
                        yard.buyer
                                .once()
                                .post(
                                        Yard.BASE + "orders",
                                        yard.orderBody(yard.nut, "1", "9")
                                                .replace(",\"unitPrice\":\"9\"", ""))
                                .expect(422)
                                .errors())
                .containsExactly("/lines/0/unitPrice required");
    }

    @Test
    void nothing_new_is_ordered_of_a_supplier_out_of_use() {
        yard.buyer.post(Yard.BASE + "suppliers/" + yard.supplier + "/deactivate").expect(200);
        assertThat(yard.draft(yard.bolt, "1", "1").expect(422).code())
                .isEqualTo("purchasing.INACTIVE_SUPPLIER");
    }

    @Test
    void terms_with_a_discount_name_both_its_days_and_its_percentage() {
        assertThat(
                        yard.buyer
                                .post(
                                        Yard.BASE + "suppliers",
                                        "{\"name\":\"X\",\"discountDays\":10}")
                                .expect(422)
                                .errors())
                .containsExactly("/discountPercent together");
        assertThat(
                        yard.buyer
                                .post(
                                        Yard.BASE + "suppliers",
                                        "{\"name\":\"X\",\"discountDays\":40,"
                                                + "\"discountPercent\":\"2\"}")
                                .expect(422)
                                .errors())
                .containsExactly("/discountDays order");
    }

    @Test
    void a_draft_is_changed_and_a_submitted_order_is_not() {
        Http.Response made = yard.draft(yard.bolt, "5", "2", yard.nut, "1", "1").expect(201);
        UUID id = made.uuid("/id");
        Http.Response changed =
                yard.buyer
                        .with("If-Match", "\"0\"")
                        .put(Yard.BASE + "orders/" + id, yard.orderBody(yard.nut, "3", "4"))
                        .expect(200);
        assertThat(changed.text("/total/amount")).isEqualTo("14.40");
        assertThat(changed.text("/number")).isEqualTo(made.text("/number"));
        yard.buyer
                .with("If-Match", "\"0\"")
                .put(Yard.BASE + "orders/" + id, yard.orderBody(yard.nut, "3", "4"))
                .expect(412);
        yard.act(yard.buyer, id, "submit").expect(200);
        String version = yard.order(id).header("ETag").orElseThrow();
        assertThat(
                        yard.buyer
                                .with("If-Match", version)
                                .put(Yard.BASE + "orders/" + id, yard.orderBody(yard.nut, "1", "1"))
                                .expect(409)
                                .code())
                .isEqualTo("purchasing.ORDER_STATE");
    }

    @Test
    void who_submitted_or_entered_an_order_does_not_approve_it() {
        UUID id = yard.draft(yard.bolt, "5", "2").expect(201).uuid("/id");
        yard.act(yard.deputy, id, "submit").expect(200);
        for (Http own : new Http[] {yard.buyer, yard.deputy}) {
            assertThat(yard.act(own, id, "approve").expect(403).code())
                    .isEqualTo("purchasing.OWN_DOCUMENT");
            yard.act(own, id, "reject", WHY).expect(403);
        }
        assertThat(yard.act(yard.chief, id, "approve").expect(200).text("/state"))
                .isEqualTo("APPROVED");
    }

    @Test
    void nobody_approves_an_order_that_he_has_not_seen() {
        UUID id = yard.draft(yard.bolt, "5", "2").expect(201).uuid("/id");
        yard.act(yard.buyer, id, "submit").expect(200);
        String approve = Yard.BASE + "orders/" + id + "/approve";
        yard.chief.once().post(approve).expect(428);
        yard.chief.once().with("If-Match", "\"0\"").post(approve).expect(412);
        String reject = Yard.BASE + "orders/" + id + "/reject";
        yard.chief.once().post(reject, WHY).expect(428);
        yard.chief.once().with("If-Match", "\"0\"").post(reject, WHY).expect(412);
        yard.act(yard.chief, id, "approve").expect(200);
    }

    @Test
    void a_large_order_is_approved_by_two_and_each_counts_once() {
        yard.tolerate("0", "0", "0", "0");
        UUID id = yard.draft(yard.bolt, "1000", "10").expect(201).uuid("/id");
        yard.act(yard.buyer, id, "submit").expect(200);
        assertThat(yard.act(yard.chief, id, "approve").expect(200).text("/state"))
                .isEqualTo("SUBMITTED");
        assertThat(yard.act(yard.chief, id, "approve").expect(409).code())
                .isEqualTo("purchasing.APPROVED_ALREADY");
        yard.act(yard.buyer, id, "confirm").expect(409);
        assertThat(yard.act(yard.deputy, id, "approve").expect(200).text("/approvals/given"))
                .isEqualTo("2");
        assertThat(yard.act(yard.buyer, id, "confirm").expect(200).text("/state"))
                .isEqualTo("CONFIRMED");
    }

    @Test
    void approvals_of_a_rejected_order_do_not_count_when_it_comes_again() {
        yard.tolerate("0", "0", "0", "0");
        UUID id = yard.draft(yard.bolt, "1000", "10").expect(201).uuid("/id");
        yard.act(yard.buyer, id, "submit").expect(200);
        yard.act(yard.chief, id, "approve").expect(200);
        assertThat(yard.act(yard.deputy, id, "reject", WHY).expect(200).text("/state"))
                .isEqualTo("DRAFT");
        yard.act(yard.buyer, id, "submit").expect(200);
        assertThat(yard.act(yard.chief, id, "approve").expect(200).text("/approvals/given"))
                .isEqualTo("1");
    }

    @Test
    void an_order_is_cancelled_until_something_comes_and_then_closed_short() {
        UUID id = yard.confirmed(yard.bolt, "5", "2");
        assertThat(yard.act(yard.buyer, id, "close", WHY).expect(409).code())
                .isEqualTo("purchasing.NOTHING_RECEIVED");
        yard.receive(id, 0, "2").expect(201);
        assertThat(yard.act(yard.buyer, id, "cancel", WHY).expect(409).code())
                .isEqualTo("purchasing.ALREADY_RECEIVED");
        assertThat(yard.act(yard.buyer, id, "close", WHY).expect(200).text("/state"))
                .isEqualTo("CLOSED");
        assertThat(yard.receive(id, 0, "1").expect(409).code())
                .isEqualTo("purchasing.NOTHING_TO_RECEIVE");
        assertThat(
                        yard.invoice("R-1", "4.80", yard.line(id, 0), "2", "2")
                                .expect(201)
                                .text("/state"))
                .isEqualTo("POSTED");
        UUID other = yard.confirmed(yard.bolt, "5", "2");
        assertThat(yard.act(yard.buyer, other, "cancel", WHY).expect(200).text("/state"))
                .isEqualTo("CANCELLED");
    }

    @Test
    void a_dry_run_leaves_nothing() {
        long before = yard.server.count("select count(*) from purchasing_order");
        yard.buyer
                .once()
                .post(Yard.BASE + "orders?dryRun=true", yard.orderBody(yard.bolt, "1", "1"))
                .expect(201);
        assertThat(yard.server.count("select count(*) from purchasing_order")).isEqualTo(before);
    }

    @Test
    void rules_are_changed_by_who_has_seen_the_last_ones() {
        yard.tolerate("5", "0", "0", "0");
        yard.chief
                .with("If-Match", "\"0\"")
                .put(
                        Yard.BASE + "policy",
                        """
                        {"overReceiptPercent":"0","quantityPercent":"0","pricePercent":"0",
                         "totalAmount":{"amount":"0","currency":"EUR"},"levels":[]}
                        """)
                .expect(412);
        assertThat(yard.buyer.get(Yard.BASE + "policy").text("/overReceiptPercent")).isEqualTo("5");
        assertThat(
                        yard.buyer
                                .get(Yard.BASE + "policy/" + yard.company + "/history")
                                .expect(200)
                                .text("/items/0/action"))
                .isEqualTo("change");
    }
}

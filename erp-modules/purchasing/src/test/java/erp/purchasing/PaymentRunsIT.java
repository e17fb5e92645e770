package erp.purchasing;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Suppliers are paid by runs: proposed by one, released by another. */
class PaymentRunsIT {
    private static final String RUNS = "/api/v1/finance/payment-runs";
    private static final String CREDITS = "/api/v1/finance/supplier-payments/";
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
    void what_is_due_is_proposed_and_paid_by_somebody_else() {
        billed("R-1", "10", "1");
        billed("R-2", "5", "1");
        assertThat(propose(yard.today()).expect(409).code()).isEqualTo("finance.NOTHING_DUE");
        Http.Response run = propose(in(30)).expect(201);
        assertThat(run.text("/total/amount")).isEqualTo("18.00");
        assertThat(propose(in(30)).expect(409).code())
                .as("another draft pays it")
                .isEqualTo("finance.NOTHING_DUE");
        UUID id = run.uuid("/id");
        assertThat(act(yard.buyer, id, "release").expect(403).code())
                .isEqualTo("finance.OWN_DOCUMENT");
        Http.Response paid = act(yard.chief, id, "release").expect(200);
        assertThat(paid.text("/state")).isEqualTo("PAID");
        assertThat(paid.text("/lines/0/paymentId")).isEqualTo(paid.text("/lines/1/paymentId"));
        assertThat(yard.balance("2000")).isEqualTo("0.00");
        assertThat(yard.balance("1000")).isEqualTo("-18.00");
        act(yard.chief, id, "release").expect(409);
    }

    @Test
    void a_draft_pays_a_part_and_the_rest_is_proposed_again() {
        billed("R-1", "10", "1");
        Http.Response run = propose(in(30)).expect(201);
        UUID id = run.uuid("/id");
        assertThat(change(run, "12.01").expect(409).errors())
                .containsExactly("/lines/0/amount open");
        change(run, "5.00").expect(200);
        act(yard.chief, id, "release").expect(200);
        assertThat(propose(in(30)).expect(201).text("/total/amount")).isEqualTo("7.00");
    }

    @Test
    void who_changed_a_run_does_not_release_it_either() {
        billed("R-1", "10", "1");
        Http.Response run = propose(in(30)).expect(201);
        UUID id = run.uuid("/id");
        yard.chief.with("If-Match", "\"0\"").put(RUNS + "/" + id, lines(run, "5.00")).expect(200);
        act(yard.chief, id, "release").expect(403);
        act(yard.deputy, id, "release").expect(200);
    }

    @Test
    void a_discount_is_taken_in_time_and_makes_the_tax_less() {
        yard.supplier = yard.supplier(",\"discountDays\":10,\"discountPercent\":\"2\"");
        billed("R-1", "100", "1");
        Http.Response run = propose(in(10)).expect(201);
        assertThat(run.text("/total/amount") + " " + run.text("/discount/amount"))
                .isEqualTo("117.60 2.40");
        act(yard.chief, run.uuid("/id"), "release").expect(200);
        assertThat(yard.balance("2000")).isEqualTo("0.00");
        assertThat(yard.balance("1000")).isEqualTo("-117.60");
        assertThat(yard.balance("4100")).isEqualTo("-2.00");
        assertThat(yard.balance("2300")).isEqualTo("19.60");
    }

    @Test
    void a_discount_that_is_over_is_not_taken() {
        yard.supplier = yard.supplier(",\"discountDays\":10,\"discountPercent\":\"2\"");
        billed("R-1", "100", "1");
        Http.Response run = propose(in(10)).expect(201);
        yard.server.clock().advance(Duration.ofDays(11));
        try {
            Http.Response late = act(yard.chief, run.uuid("/id"), "release").expect(409);
            assertThat(late.code()).isEqualTo("finance.DISCOUNT_EXPIRED");
            assertThat(late.errors()).containsExactly("/lines/0/discount expired");
            assertThat(change(run, "120.00").expect(200).text("/discount/amount"))
                    .isEqualTo("0.00");
        } finally {
            yard.server.clock().advance(Duration.ofDays(-11));
        }
    }

    @Test
    void a_run_that_is_cancelled_pays_nothing_and_frees_its_items() {
        billed("R-1", "10", "1");
        UUID id = propose(in(30)).expect(201).uuid("/id");
        assertThat(act(yard.buyer, id, "cancel").expect(200).text("/state")).isEqualTo("CANCELLED");
        propose(in(30)).expect(201);
        assertThat(yard.buyer.get(RUNS + "/" + id + "/history").text("/items/0/action"))
                .isEqualTo("cancel");
    }

    @Test
    void two_runs_over_the_same_item_pay_it_once() {
        billed("R-1", "10", "1");
        Http.Response first = propose(in(30)).expect(201);
        String body = lines(first, "12.00");
        act(yard.buyer, first.uuid("/id"), "cancel").expect(200);
        Http.Response second = propose(in(30)).expect(201);
        billed("R-2", "1", "1");
        Http.Response third = propose(in(30)).expect(201);
        yard.buyer.with("If-Match", "\"0\"").put(RUNS + "/" + third.text("/id"), body).expect(200);
        act(yard.chief, second.uuid("/id"), "release").expect(200);
        assertThat(act(yard.chief, third.uuid("/id"), "release").expect(409).code())
                .isEqualTo("finance.OVER_ALLOCATION");
    }

    @Test
    void nobody_pays_what_he_has_not_seen() {
        billed("R-1", "10", "1");
        Http.Response run = propose(in(30)).expect(201);
        String release = RUNS + "/" + run.text("/id") + "/release";
        yard.chief.once().post(release).expect(428);
        change(run, "5.00").expect(200);
        yard.chief.once().with("If-Match", "\"0\"").post(release).expect(412);
        act(yard.chief, run.uuid("/id"), "release").expect(200);
    }

    @Test
    void parts_take_off_no_more_than_the_whole_and_leave_something_to_pay() {
        yard.supplier = yard.supplier(",\"discountDays\":10,\"discountPercent\":\"60\"");
        billed("R-1", "100", "1");
        Http.Response run = propose(in(10)).expect(201);
        assertThat(change(run, "0.01").expect(200).text("/discount/amount")).isEqualTo("0.00");
        act(yard.chief, run.uuid("/id"), "release").expect(200);
    }

    @Test
    void credits_are_set_off_with_what_is_due_and_the_difference_is_paid() {
        String line = billed("R-1", "10", "1").text("/lines/0/id");
        UUID first = credited("C-1", line, "5.00");
        credited("C-2", line, "1.00");
        Http.Response run = propose(in(30)).expect(201);
        assertThat(run.text("/total/amount") + " " + run.text("/setOff/amount"))
                .isEqualTo("4.80 7.20");
        assertThat(run.uuid("/setOffs/0/creditId")).as("the oldest first").isEqualTo(first);
        assertThat(run.text("/setOffs/0/credit")).isEqualTo("C-1");
        billed("R-2", "1", "1");
        assertThat(propose(in(30)).expect(201).json().at("/setOffs"))
                .as("another draft sets them off")
                .isEmpty();
        Http.Response paid = act(yard.chief, run.uuid("/id"), "release").expect(200);
        assertThat(paid.text("/setOffs/1/allocationId")).isNotBlank();
        assertThat(yard.balance("1000")).isEqualTo("-4.80");
        assertThat(yard.balance("1300")).as("supplier credits").isEqualTo("0.00");
        assertThat(yard.balance("2000")).as("R-2").isEqualTo("-1.20");
        assertThat(yard.buyer.get(CREDITS + first).text("/allocations/0/amount/amount"))
                .isEqualTo("6.00");
        assertThat(yard.buyer.get(RUNS + "/" + run.text("/id") + "/history").json().toString())
                .contains("setOff");
    }

    @Test
    void credits_above_what_is_due_pay_all_of_it_and_no_money_goes_out() {
        String line = billed("R-1", "10", "1").text("/lines/0/id");
        String body = "{\"dueBy\":\"" + in(30) + "\",\"setOffCredits\":false}";
        UUID whole = credited("C-1", line, "10.00");
        Http.Response plain = yard.buyer.once().post(RUNS, body).expect(201);
        assertThat(plain.text("/total/amount")).isEqualTo("12.00");
        act(yard.chief, plain.uuid("/id"), "release").expect(200);
        billed("R-2", "5", "1");
        Http.Response run = propose(in(30)).expect(201);
        assertThat(run.text("/total/amount") + " " + run.text("/setOff/amount"))
                .isEqualTo("0.00 6.00");
        assertThat(run.json().at("/lines")).isEmpty();
        assertThat(propose(in(30)).expect(409).code()).isEqualTo("finance.NOTHING_DUE");
        act(yard.chief, run.uuid("/id"), "release").expect(200);
        assertThat(yard.balance("1000")).isEqualTo("-12.00");
        assertThat(yard.balance("2000")).isEqualTo("0.00");
        assertThat(yard.buyer.get(CREDITS + whole).text("/unallocated/amount")).isEqualTo("6.00");
    }

    @Test
    void a_discount_is_taken_off_what_is_paid_and_not_off_what_is_set_off() {
        yard.supplier = yard.supplier(",\"discountDays\":10,\"discountPercent\":\"2\"");
        credited("C-1", billed("R-1", "100", "1").text("/lines/0/id"), "20.00");
        Http.Response run = propose(in(10)).expect(201);
        assertThat(
                        run.text("/setOff/amount")
                                + " "
                                + run.text("/discount/amount")
                                + " "
                                + run.text("/total/amount"))
                .isEqualTo("24.00 1.92 94.08");
        act(yard.chief, run.uuid("/id"), "release").expect(200);
        assertThat(yard.balance("2000")).isEqualTo("0.00");
    }

    @Test
    void a_credit_that_was_used_meanwhile_is_not_used_again_and_nothing_is_paid() {
        UUID credit = credited("C-1", billed("R-1", "10", "1").text("/lines/0/id"), "5.00");
        Http.Response run = propose(in(30)).expect(201);
        allocate(credit, run.text("/setOffs/0/openItemId"), "0.01").expect(200);
        assertThat(act(yard.chief, run.uuid("/id"), "release").expect(409).code())
                .isEqualTo("finance.OVER_ALLOCATION");
        assertThat(yard.balance("1000")).isEqualTo("0.00");
        assertThat(yard.buyer.get(RUNS + "/" + run.text("/id")).text("/state")).isEqualTo("DRAFT");
    }

    @Test
    void whoever_allocates_at_the_same_time_uses_a_credit_once() throws Exception {
        UUID credit = credited("C-1", billed("R-1", "10", "1").text("/lines/0/id"), "5.00");
        Http.Response run = propose(in(30)).expect(201);
        String item = run.text("/setOffs/0/openItemId");
        List<Http.Response> answers =
                Together.run(
                        12,
                        i ->
                                i % 4 == 0
                                        ? act(yard.chief, run.uuid("/id"), "release")
                                        : allocate(credit, item, "0.50"));
        assertThat(answers.stream().map(Http.Response::status))
                .contains(200)
                .allMatch(it -> it == 200 || it == 409);
        Http.Response now = yard.buyer.get(RUNS + "/" + run.text("/id")).expect(200);
        long allocated = 0;
        for (int i = 0; i < answers.size(); i++) {
            allocated += i % 4 != 0 && answers.get(i).status() == 200 ? 1 : 0;
        }
        BigDecimal used =
                now.text("/state").equals("PAID")
                        ? new BigDecimal("6.00")
                        : new BigDecimal("0.50").multiply(BigDecimal.valueOf(allocated));
        assertThat(new BigDecimal(yard.buyer.get(CREDITS + credit).text("/unallocated/amount")))
                .isEqualByComparingTo(new BigDecimal("6.00").subtract(used));
        assertThat(yard.broken()).isEmpty();
    }

    @Test
    void a_draft_sets_off_what_it_is_told_to_and_no_more_than_there_is() {
        String line = billed("R-1", "10", "1").text("/lines/0/id");
        UUID credit = credited("C-1", line, "5.00");
        Http.Response run = propose(in(30)).expect(201);
        String item = run.text("/setOffs/0/openItemId");
        String other = "\"" + UUID.randomUUID() + "\"";
        assertThat(put(run, "", "").expect(422).errors()).containsExactly("/lines size");
        assertThat(put(run, "", setOff(credit, item, "6.01")).expect(409).errors())
                .containsExactly("/setOffs/0/amount open");
        assertThat(put(run, part(item, "6.01"), setOff(credit, item, "6.00")).expect(409).errors())
                .containsExactly("/setOffs/0/amount open");
        String twice = setOff(credit, item, "1.00") + "," + setOff(credit, item, "1.00");
        assertThat(put(run, "", twice).expect(422).errors())
                .containsExactly("/setOffs/1 duplicate");
        String nobodys = setOff(credit, item, "1.00").replace("\"" + credit + "\"", other);
        assertThat(put(run, "", nobodys).expect(422).errors())
                .containsExactly("/setOffs/0/creditId exists");
        yard.supplier = yard.supplier("");
        UUID theirs = credited("C-1", billed("R-1", "10", "1").text("/lines/0/id"), "5.00");
        assertThat(put(run, "", setOff(theirs, item, "1.00")).expect(422).errors())
                .containsExactly("/setOffs/0/creditId party");
        Http.Response changed =
                put(run, part(item, "3.00"), setOff(credit, item, "2.00")).expect(200);
        assertThat(changed.text("/total/amount") + " " + changed.text("/setOff/amount"))
                .isEqualTo("3.00 2.00");
        act(yard.chief, run.uuid("/id"), "release").expect(200);
        assertThat(yard.buyer.get(CREDITS + credit).text("/unallocated/amount")).isEqualTo("4.00");
    }

    private static UUID credited(String number, String invoiceLine, String net) {
        return yard.buyer
                .once()
                .post(
                        Yard.BASE + "credits",
                        """
                        {"supplierId":"%s","number":"%s","date":"%s","reason":"too dear","lines":[
                         {"invoiceLineId":"%s","net":{"amount":"%s","currency":"EUR"}}]}
                        """
                                .formatted(yard.supplier, number, yard.today(), invoiceLine, net))
                .expect(201)
                .uuid("/id");
    }

    private static Http.Response allocate(UUID credit, String item, String amount) {
        return yard.buyer
                .once()
                .post(
                        CREDITS + credit + "/allocate",
                        "{\"allocations\":[" + part(item, amount) + "]}");
    }

    private static Http.Response put(Http.Response run, String lines, String setOffs) {
        return yard.buyer
                .with("If-Match", "\"0\"")
                .put(
                        RUNS + "/" + run.text("/id"),
                        "{\"lines\":[%s],\"setOffs\":[%s]}".formatted(lines, setOffs));
    }

    private static String part(String item, String amount) {
        return "{\"openItemId\":\"%s\",\"amount\":{\"amount\":\"%s\",\"currency\":\"EUR\"}}"
                .formatted(item, amount);
    }

    private static String setOff(UUID credit, String item, String amount) {
        return part(item, amount).replaceFirst("\\{", "{\"creditId\":\"" + credit + "\",");
    }

    private static Http.Response billed(String number, String quantity, String price) {
        UUID order = yard.confirmed(yard.bolt, quantity, price);
        yard.act(yard.buyer, order, "receive").expect(201);
        String total =
                new BigDecimal(quantity)
                        .multiply(new BigDecimal(price))
                        .multiply(new BigDecimal("1.20"))
                        .setScale(2)
                        .toString();
        Http.Response bill =
                yard.invoice(number, total, yard.line(order, 0), quantity, price).expect(201);
        assertThat(bill.text("/state")).isEqualTo("POSTED");
        return bill;
    }

    private static Http.Response propose(String dueBy) {
        return yard.buyer.once().post(RUNS, "{\"dueBy\":\"" + dueBy + "\"}");
    }

    private static String in(int days) {
        return yard.in(days);
    }

    private static Http.Response act(Http who, UUID run, String verb) {
        String version = who.get(RUNS + "/" + run).expect(200).header("ETag").orElseThrow();
        return who.once().with("If-Match", version).post(RUNS + "/" + run + "/" + verb);
    }

    private static Http.Response change(Http.Response run, String amount) {
        return yard.buyer
                .with("If-Match", "\"0\"")
                .put(RUNS + "/" + run.text("/id"), lines(run, amount));
    }

    private static String lines(Http.Response run, String amount) {
        return """
        {"lines":[{"openItemId":"%s","amount":{"amount":"%s","currency":"EUR"}}]}
        """
                .formatted(run.text("/lines/0/openItemId"), amount);
    }
}

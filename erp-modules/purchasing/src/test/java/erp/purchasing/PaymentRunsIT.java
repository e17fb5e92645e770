package erp.purchasing;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.UUID;

/** Suppliers are paid by runs: proposed by one, released by another. */
class PaymentRunsIT {
    private static final String RUNS = "/api/v1/finance/payment-runs";
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

    private static void billed(String number, String quantity, String price) {
        UUID order = yard.confirmed(yard.bolt, quantity, price);
        yard.act(yard.buyer, order, "receive").expect(201);
        String total =
                new BigDecimal(quantity)
                        .multiply(new BigDecimal(price))
                        .multiply(new BigDecimal("1.20"))
                        .setScale(2)
                        .toString();
        assertThat(
                        yard.invoice(number, total, yard.line(order, 0), quantity, price)
                                .expect(201)
                                .text("/state"))
                .isEqualTo("POSTED");
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

package erp.finance;

import static erp.finance.Desk.API;
import static erp.finance.Desk.allocation;
import static erp.finance.Desk.payment;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;
import erp.finance.accounts.AccountRole;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.Future;

/** The way back from customers' payments, over HTTP. */
class PaymentReversalsIT {
    private static Books books;
    private static Desk desk;

    @BeforeAll
    static void start() {
        books = new Books();
        desk = new Desk(books);
    }

    @AfterAll
    static void stop() {
        books.close();
    }

    @BeforeEach
    void reset() {
        books.reset();
    }

    @AfterEach
    void nothing_is_wrong_with_the_books() {
        assertThat(books.violated()).isEmpty();
    }

    @Test
    void what_is_unallocated_is_owed_again_and_pays_another_invoice() {
        UUID wrong = books.invoice("60.00");
        UUID right = books.invoice("60.00");
        UUID payment = paid("100.00", allocation("invoiceId", wrong, "60.00"));
        Http.Response freed = act(payment, "unallocate", "").expect(200);
        assertThat(freed.text("/unallocated/amount")).isEqualTo("100.00");
        assertThat(freed.text("/allocations/0/takenBackOn")).isEqualTo("2026-11-24");
        assertThat(books.open(wrong)).isEqualTo(Books.eur("60.00"));
        assertThat(desk.clerk().get(API + "/payments/" + payment).body()).isEqualTo(freed.body());
        act(payment, "allocate", allocations(allocation("invoiceId", right, "60.00"))).expect(200);
        assertThat(books.open(right)).isEqualTo(Books.eur("0.00"));
        assertThat(
                        books.server.count(
                                "select count(*) from core_outbox where type ="
                                        + " 'finance.PaymentUnallocated'"))
                .isEqualTo(1);
    }

    @Test
    void one_allocation_of_several_is_taken_back() {
        UUID one = books.invoice("10.00");
        UUID two = books.invoice("20.00");
        UUID payment =
                paid(
                        "30.00",
                        allocation("invoiceId", one, "10.00")
                                + ","
                                + allocation("invoiceId", two, "20.00"));
        String id = allocationOf(payment, "20.00");
        String body = "{\"allocationIds\":[\"%s\"]}".formatted(id);
        act(payment, "unallocate", body).expect(200);
        assertThat(books.open(one)).isEqualTo(Books.eur("0.00"));
        assertThat(books.open(two)).isEqualTo(Books.eur("20.00"));
        Http.Response again = act(payment, "unallocate", body).expect(422);
        assertThat(again.errors()).containsExactly("/allocationIds/0 exists");
        act(payment, "unallocate", "").expect(200);
        assertThat(act(payment, "unallocate", "").expect(409).code())
                .isEqualTo("finance.NOTHING_ALLOCATED");
    }

    @Test
    void a_payment_that_bounced_is_as_if_it_had_not_been() {
        UUID one = books.invoice("60.00");
        UUID two = books.invoice("60.00");
        UUID payment = paid("100.00", allocation("invoiceId", one, "60.00"));
        act(payment, "allocate", allocations(allocation("invoiceId", two, "30.00"))).expect(200);
        act(
                        payment,
                        "unallocate",
                        "{\"allocationIds\":[\"%s\"]}".formatted(allocationOf(payment, "60.00")))
                .expect(200);
        Http.Response back = act(payment, "reverse", "{\"reason\":\"bounced\"}").expect(200);
        assertThat(back.text("/reversal/reason")).isEqualTo("bounced");
        assertThat(back.text("/reversal/date")).isEqualTo("2026-11-24");
        assertThat(back.text("/unallocated/amount")).isEqualTo("0.00");
        assertThat(desk.clerk().get(API + "/payments/" + payment).body()).isEqualTo(back.body());
        assertThat(books.open(one)).isEqualTo(Books.eur("60.00"));
        assertThat(books.open(two)).isEqualTo(Books.eur("60.00"));
        assertThat(books.balance(AccountRole.BANK)).isZero();
        assertThat(books.balance(AccountRole.UNALLOCATED_CASH)).isZero();
        assertThat(books.balance(AccountRole.RECEIVABLE)).isEqualByComparingTo("120.00");
        assertThat(act(payment, "reverse", "").expect(409).code())
                .isEqualTo("finance.ALREADY_REVERSED");
        assertThat(
                        act(payment, "allocate", allocations(allocation("invoiceId", one, "1.00")))
                                .expect(409)
                                .code())
                .isEqualTo("finance.OVER_ALLOCATION");
    }

    /** The reason becomes the text of the mirror, by which allocations are known. */
    @Test
    void a_reason_that_names_another_payment_takes_nothing_of_it_back() {
        UUID one = books.invoice("60.00");
        UUID two = books.invoice("60.00");
        UUID mine = paid("60.00", "");
        UUID other = paid("60.00", "");
        act(mine, "allocate", allocations(allocation("invoiceId", one, "60.00"))).expect(200);
        act(other, "allocate", allocations(allocation("invoiceId", two, "60.00"))).expect(200);
        act(other, "reverse", "{\"reason\":\"Allocation of payment " + mine + "\"}").expect(200);
        act(mine, "reverse", "{}").expect(200);
        assertThat(books.balance(AccountRole.RECEIVABLE)).isEqualByComparingTo("120.00");
        assertThat(books.balance(AccountRole.UNALLOCATED_CASH)).isZero();
    }

    @Test
    void nothing_is_taken_back_before_it_was_nor_into_a_closed_month() {
        UUID invoice =
                books.server.write(
                        tx -> books.invoice(tx, Books.eur("50.00"), tx.today().minusDays(60)));
        UUID payment = paidOn("2026-10-05", "50.00", allocation("invoiceId", invoice, "50.00"));
        assertThat(act(payment, "reverse", "{\"date\":\"2026-10-04\"}").expect(422).errors())
                .containsExactly("/date order");
        assertThat(act(payment, "unallocate", "{\"date\":\"2026-10-04\"}").expect(422).errors())
                .containsExactly("/date order");
        assertThat(act(payment, "reverse", "{\"date\":\"2026-11-25\"}").expect(422).errors())
                .containsExactly("/date future");
        books.closeUntil(10);
        assertThat(act(payment, "reverse", "{\"date\":\"2026-10-06\"}").expect(409).errors())
                .containsExactly("/date period");
        assertThat(
                        act(payment, "reverse", "{\"date\":\"2026-11-02\"}")
                                .expect(200)
                                .text("/reversal/date"))
                .isEqualTo("2026-11-02");
        assertThat(books.open(invoice)).isEqualTo(Books.eur("50.00"));
    }

    @Test
    void the_same_call_again_is_answered_again_and_a_dry_run_changes_nothing() {
        UUID payment = paid("5.00", "");
        String path = API + "/payments/" + payment + "/reverse";
        desk.clerk().once().post(path + "?dryRun=true", "{}").expect(200);
        assertThat(books.server.count("select count(*) from finance_reversal")).isZero();
        Http once = desk.clerk().once();
        String first = once.post(path, "{}").expect(200).body();
        assertThat(once.post(path, "{}").expect(200).body()).isEqualTo(first);
    }

    /** Whoever is second is refused, and nothing is half done. */
    @Test
    void of_two_who_take_back_and_allocate_at_once_one_is_first() {
        for (int i = 0; i < 5; i++) {
            UUID invoice = books.invoice("10.00");
            UUID payment = paid("10.00", "");
            String allocate = allocations(allocation("invoiceId", invoice, "10.00"));
            int[] turn = {0};
            List<Future<Http.Response>> answers =
                    Books.atOnce(
                            4,
                            () -> {
                                int mine;
                                synchronized (turn) {
                                    mine = turn[0]++;
                                }
                                return mine % 2 == 0
                                        ? act(payment, "reverse", "")
                                        : act(payment, "allocate", allocate);
                            });
            List<Integer> statuses =
                    answers.stream()
                            .map(it -> ((Http.Response) Books.outcome(it)).status())
                            .toList();
            assertThat(statuses).filteredOn(it -> it != 200 && it != 409).isEmpty();
            assertThat(books.open(invoice)).isEqualTo(Books.eur("10.00"));
        }
        assertThat(books.balance(AccountRole.BANK)).isZero();
    }

    private static UUID paid(String amount, String allocations) {
        return desk.post("/payments", payment(amount, allocations)).expect(201).uuid("/id");
    }

    private static UUID paidOn(String date, String amount, String allocations) {
        String body =
                payment(amount, allocations)
                        .replace(
                                "\"amount\":{\"amount\":\""
                                        + amount
                                        + "\",\"currency\":\"EUR\"},\"alloc",
                                "\"date\":\""
                                        + date
                                        + "\",\"amount\":{\"amount\":\""
                                        + amount
                                        + "\",\"currency\":\"EUR\"},\"alloc");
        return desk.post("/payments", body).expect(201).uuid("/id");
    }

    private static String allocations(String allocations) {
        return "{\"allocations\":[%s]}".formatted(allocations);
    }

    private static String allocationOf(UUID payment, String amount) {
        Http.Response shown = desk.clerk().get(API + "/payments/" + payment).expect(200);
        for (int i = 0; ; i++) {
            if (shown.text("/allocations/" + i + "/amount/amount").equals(amount)) {
                return shown.text("/allocations/" + i + "/id");
            }
        }
    }

    private static Http.Response act(UUID payment, String verb, String body) {
        return desk.post("/payments/" + payment + "/" + verb, body.isEmpty() ? "{}" : body);
    }
}

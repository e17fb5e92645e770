package erp.finance;

import static erp.finance.Desk.API;
import static erp.finance.Desk.allocation;
import static erp.finance.Desk.payment;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;
import erp.core.TestServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.UUID;

/** Payments and open items over HTTP. */
class PaymentRoutesIT {
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

    @Test
    void a_payment_pays_an_invoice_and_answers_with_both() {
        UUID invoice = books.invoice("100.00");
        Http.Response made =
                desk.post(
                                "/payments",
                                payment("120.00", allocation("invoiceId", invoice, "100.00")))
                        .expect(201);
        assertThat(made.text("/unallocated/amount")).isEqualTo("20.00");
        assertThat(made.text("/allocations/0/amount/amount")).isEqualTo("100.00");
        assertThat(desk.clerk().get(made.header("Location").orElseThrow()).expect(200).body())
                .isEqualTo(made.body());
        Http.Response items =
                desk.clerk()
                        .get(API + "/open-items?state=PAID&customerId=" + Books.CUSTOMER)
                        .expect(200);
        assertThat(items.text("/items/0/sourceId")).isEqualTo(invoice.toString());
        assertThat(desk.clerk().get(API + "/open-items?state=OPEN").json().at("/items").size())
                .isZero();
        assertThat(
                        desk.clerk()
                                .get(API + "/open-items?invoiceId=" + invoice)
                                .text("/items/0/openAmount/amount"))
                .isEqualTo("0.00");
        UUID later = books.invoice("15.00");
        UUID item =
                desk.clerk()
                        .get(API + "/open-items?invoiceId=" + later)
                        .expect(200)
                        .uuid("/items/0/id");
        Http.Response allocated =
                desk.post(
                                "/payments/" + made.text("/id") + "/allocate",
                                """
                                {"allocations":[%s]}\
                                """
                                        .formatted(allocation("openItemId", item, "15.00")))
                        .expect(200);
        assertThat(allocated.text("/unallocated/amount")).isEqualTo("5.00");
        assertThat(allocated.json().at("/allocations").size()).isEqualTo(2);
        assertThat(books.violated()).isEmpty();
    }

    @Test
    void an_over_allocation_names_the_line_and_what_is_open() {
        UUID one = books.invoice("10.00");
        UUID two = books.invoice("10.00");
        Http.Response refused =
                desk.post(
                                "/payments",
                                payment(
                                        "30.00",
                                        allocation("invoiceId", one, "10.00")
                                                + ","
                                                + allocation("invoiceId", two, "10.01")))
                        .expect(409);
        assertThat(refused.code()).isEqualTo("finance.OVER_ALLOCATION");
        assertThat(refused.errors()).containsExactly("/allocations/1/amount open");
        assertThat(refused.text("/errors/0/message")).contains("10.00 EUR");
        assertThat(books.open(one)).isEqualTo(Books.eur("10.00"));
    }

    @Test
    void bad_payments_are_named() {
        UUID invoice = books.invoice("10.00");
        assertThat(desk.post("/payments", payment("0.00", "")).expect(422).errors())
                .containsExactly("/amount positive");
        assertThat(desk.post("/payments", payment("-5.00", "")).expect(422).errors())
                .containsExactly("/amount positive");
        assertThat(
                        desk.post(
                                        "/payments",
                                        payment(
                                                "5.00",
                                                allocation(
                                                        "openItemId", UUID.randomUUID(), "5.00")))
                                .expect(404)
                                .errors())
                .containsExactly("/allocations/0/openItemId exists");
        assertThat(
                        desk.post(
                                        "/payments",
                                        payment("5.00", allocation("invoiceId", invoice, "5.01")))
                                .expect(422)
                                .errors())
                .containsExactly("/allocations sum");
        assertThat(
                        desk.post(
                                        "/payments",
                                        payment("5.00", allocation("invoiceId", invoice, "5.00"))
                                                .replace("EUR", "USD"))
                                .expect(422)
                                .errors())
                .containsExactly("/amount/currency currency");
        assertThat(
                        desk.post(
                                        "/payments",
                                        payment("5.00", "")
                                                .replace(
                                                        "\"amount\":{",
                                                        "\"date\":\"2026-11-25\",\"amount\":{"))
                                .expect(422)
                                .errors())
                .containsExactly("/date future");
        assertThat(books.server.count("select count(*) from finance_payment")).isZero();
        assertThat(desk.clerk().post(API + "/payments", payment("1.00", "")).status())
                .isEqualTo(400);
    }

    @Test
    void an_item_is_paid_by_its_own_customer() {
        String mine = payment("5.00", allocation("invoiceId", books.invoice("10.00"), "5.00"));
        UUID other = UUID.randomUUID();
        books.party(other, TestServer.COMPANY);
        assertThat(
                        desk.post(
                                        "/payments",
                                        mine.replace(Books.CUSTOMER.toString(), other.toString()))
                                .expect(422)
                                .errors())
                .containsExactly("/allocations/0 party");
        UUID stranger = UUID.randomUUID();
        books.party(stranger, books.server.addCompany());
        for (UUID nobody : new UUID[] {stranger, UUID.randomUUID()}) {
            assertThat(
                            desk.post(
                                            "/payments",
                                            mine.replace(
                                                    Books.CUSTOMER.toString(), nobody.toString()))
                                    .expect(422)
                                    .errors())
                    .containsExactly("/customerId exists");
        }
        assertThat(books.server.count("select count(*) from finance_payment")).isZero();
    }

    @Test
    void lists_are_paged() {
        for (int i = 0; i < 3; i++) {
            books.invoice("1.00");
        }
        Http.Response first = desk.clerk().get(API + "/open-items?limit=2").expect(200);
        assertThat(first.json().at("/items").size()).isEqualTo(2);
        Http.Response rest =
                desk.clerk()
                        .get(API + "/open-items?limit=2&after=" + first.text("/next"))
                        .expect(200);
        assertThat(rest.json().at("/items").size()).isEqualTo(1);
        Http.Response entries =
                desk.clerk().get(API + "/journal-entries?limit=2&book=SALES").expect(200);
        assertThat(entries.json().at("/items/0/number").asLong()).isEqualTo(3);
        assertThat(entries.json().at("/next").isNull()).isFalse();
    }
}

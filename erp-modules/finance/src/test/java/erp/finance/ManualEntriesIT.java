package erp.finance;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;
import erp.core.TestServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.UUID;

/** What people send as lines of an entry. */
class ManualEntriesIT {
    private static Books books;
    private static Desk desk;
    private UUID rent;

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
        rent = desk.account("6000");
    }

    @Test
    void a_zero_on_the_other_side_of_a_line_says_nothing() {
        Http.Response made =
                desk.post(
                                "/journal-entries",
                                lines(
                                        "\"debit\":%s,\"credit\":%s"
                                                .formatted(eur("5.00"), eur("0.00")),
                                        "\"debit\":%s,\"credit\":%s"
                                                .formatted(eur("0"), eur("5.00"))))
                        .expect(201);
        assertThat(made.text("/lines/0/debit/amount")).isEqualTo("5.00");
        assertThat(made.json().at("/lines/0/credit").isNull()).isTrue();
        assertThat(made.text("/lines/1/credit/amount")).isEqualTo("5.00");
        assertThat(made.text("/total/amount")).isEqualTo("5.00");
        assertThat(books.violated()).isEmpty();
    }

    @Test
    void a_line_of_nothing_or_of_both_sides_is_refused() {
        assertThat(
                        desk.post(
                                        "/journal-entries",
                                        lines(
                                                "\"debit\":%s,\"credit\":%s"
                                                        .formatted(eur("0.00"), eur("0.00")),
                                                "\"debit\":%s,\"credit\":%s"
                                                        .formatted(eur("1.00"), eur("1.00")),
                                                "\"debit\":%s,\"credit\":%s"
                                                        .formatted(eur("0.00"), eur("-1.00")),
                                                "\"credit\":%s".formatted(eur("0.00")),
                                                "\"debit\":null,\"credit\":null"))
                                .expect(422)
                                .errors())
                .containsExactly(
                        "/lines/0 side",
                        "/lines/1 side",
                        "/lines/2/credit positive",
                        "/lines/3/credit positive",
                        "/lines/4 side");
    }

    @Test
    void a_party_is_one_of_the_company() {
        UUID company = books.server.addCompany();
        UUID stranger = party(company);
        UUID own = party(TestServer.COMPANY);
        String good = "\"debit\":%s,\"partyId\":\"%s\"".formatted(eur("5.00"), own);
        for (UUID wrong : new UUID[] {stranger, UUID.randomUUID()}) {
            String bad = "\"credit\":%s,\"partyId\":\"%s\"".formatted(eur("5.00"), wrong);
            Http.Response refused = desk.post("/journal-entries", lines(good, bad)).expect(422);
            assertThat(refused.code()).isEqualTo("finance.INVALID_ENTRY");
            assertThat(refused.errors()).containsExactly("/lines/1/partyId exists");
        }
        Http.Response made =
                desk.post("/journal-entries", lines(good, good.replace("debit", "credit")))
                        .expect(201);
        assertThat(made.text("/lines/1/partyId")).isEqualTo(own.toString());
        assertThat(books.violated()).isEmpty();
    }

    @Test
    void a_line_names_its_account_and_its_party_where_both_are_wrong() {
        UUID nobody = UUID.randomUUID();
        assertThat(
                        desk.post(
                                        "/journal-entries",
                                        lines(
                                                        "\"debit\":%s,\"partyId\":\"%s\""
                                                                .formatted(eur("5.00"), nobody),
                                                        "\"credit\":%s".formatted(eur("5.00")))
                                                .replace(rent.toString(), nobody.toString()))
                                .expect(422)
                                .errors())
                .containsExactly(
                        "/lines/0/accountId exists",
                        "/lines/0/partyId exists",
                        "/lines/1/accountId exists");
    }

    private String lines(String... lines) {
        StringBuilder all = new StringBuilder();
        for (String line : lines) {
            all.append(all.isEmpty() ? "" : ",");
            all.append("{\"accountId\":\"").append(rent).append("\",").append(line).append('}');
        }
        return "{\"text\":\"x\",\"lines\":[" + all + "]}";
    }

    private static String eur(String amount) {
        return "{\"amount\":\"%s\",\"currency\":\"EUR\"}".formatted(amount);
    }

    private static UUID party(UUID company) {
        UUID id = UUID.randomUUID();
        books.party(id, company);
        return id;
    }
}

package erp.finance;

import static erp.finance.Desk.API;
import static erp.finance.Desk.entry;
import static erp.finance.Desk.payment;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;
import erp.finance.common.FinanceError;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** A dry run takes no number, shows none and waits for nobody. */
class DryRunIT {
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

    /** Holds these rows while it runs the requests. */
    private static void whileLocked(String select, Runnable requests) throws SQLException {
        try (Connection holder = books.server.schema().owner().connect();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.executeQuery(select + " for update").close();
            requests.run();
            holder.rollback();
        }
    }

    private String rent() {
        return entry(rent, "10.00", rent, "10.00");
    }

    private static Http.Response dry(String path, String body) {
        return desk.clerk().once().post(API + path + "?dryRun=true", body);
    }

    @Test
    void a_dry_run_shows_no_number_and_takes_none() {
        Http.Response first = desk.post("/journal-entries", rent()).expect(201);
        for (int i = 0; i < 3; i++) {
            Http.Response dry = dry("/journal-entries", rent()).expect(201);
            assertThat(dry.json().path("number").isNumber()).isFalse();
            assertThat(dry.json().path("fiscalYear").isNumber()).isFalse();
            String reverse = "/journal-entries/" + first.text("/id") + "/reverse";
            assertThat(dry(reverse, null).expect(201).json().path("number").isNumber()).isFalse();
        }
        assertThat(desk.post("/journal-entries", rent()).expect(201).text("/number"))
                .isEqualTo("2");
        assertThat(books.violated()).isEmpty();
    }

    @Test
    @Timeout(4)
    void a_dry_run_does_not_wait_for_a_series() throws SQLException {
        String first = desk.post("/journal-entries", rent()).expect(201).text("/id");
        whileLocked(
                "select * from finance_sequence",
                () -> {
                    dry("/journal-entries", rent()).expect(201);
                    dry("/journal-entries/" + first + "/reverse", null).expect(201);
                    dry("/payments", payment("1.00", "")).expect(201);
                });
        assertThat(desk.post("/journal-entries", rent()).expect(201).text("/number"))
                .isEqualTo("2");
        assertThat(books.violated()).isEmpty();
    }

    @Test
    @Timeout(4)
    void a_dry_run_does_not_wait_for_the_company() throws SQLException {
        whileLocked(
                "select * from core_company",
                () -> {
                    dry("/chart/default", null).expect(200);
                    dry("/accounts", Desk.account("7000", "EXPENSE")).expect(201);
                    dry("/tax-codes", "{\"code\":\"R\",\"name\":\"R\",\"rate\":\"0.1\"}")
                            .expect(201);
                    dry(
                                    "/periods",
                                    """
                                    {"fiscalYear":2027,"number":1,"startDate":"2027-01-01","endDate":"2027-01-31"}\
                                    """)
                            .expect(201);
                    dry("/periods/" + books.period(1).getId() + "/close", null).expect(200);
                });
        assertThat(books.server.count("select count(*) from finance_period")).isEqualTo(12);
    }

    @Test
    void a_dry_run_of_a_document_tells_that_a_later_one_has_its_number() {
        var today = books.server.read(tx -> tx.today());
        books.server.write(tx -> books.finance.numbering().next(tx, "test.invoice", today));
        LedgerIT.refused(
                FinanceError.NUMBER_ORDER,
                () ->
                        books.server
                                .db()
                                .dryRun(
                                        books.server.caller(),
                                        tx ->
                                                books.finance
                                                        .numbering()
                                                        .next(
                                                                tx,
                                                                "test.invoice",
                                                                today.minusDays(1))));
        long dry =
                books.server
                        .db()
                        .dryRun(
                                books.server.caller(),
                                tx -> books.finance.numbering().next(tx, "test.invoice", today));
        assertThat(dry).isNegative();
        assertThat(
                        books.server.<Long>write(
                                tx -> books.finance.numbering().next(tx, "test.invoice", today)))
                .isEqualTo(2L);
    }
}

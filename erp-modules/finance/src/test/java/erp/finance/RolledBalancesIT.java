package erp.finance;

import static erp.finance.Desk.API;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;
import erp.core.TestServer;
import erp.finance.accounts.AccountRole;
import erp.finance.periods.Period;
import erp.finance.periods.Periods;
import erp.finance.reports.RollUp;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What is kept of closed periods is what their lines come to, and is not looked at otherwise. */
class RolledBalancesIT {
    private static Books books;

    @BeforeAll
    static void start() {
        books = new Books();
    }

    @AfterAll
    static void stop() {
        books.close();
    }

    @BeforeEach
    void reset() {
        books.reset();
        books.sale(LocalDate.of(2026, 1, 31), "1.00");
        books.sale(LocalDate.of(2026, 2, 1), "20.00");
        books.sale(LocalDate.of(2026, 4, 30), "300.00");
        books.sale(LocalDate.of(2026, 5, 2), "4000.00");
    }

    @Test
    void every_day_is_the_same_with_and_without() {
        List<String> before = everyDay();
        books.closeUntil(4);
        rollUp();
        assertThat(rows()).isEqualTo(4 * 2); // bank and revenue
        assertThat(everyDay()).isEqualTo(before);
        assertThat(books.violated()).isEmpty();
        rollUp();
        assertThat(rows()).isEqualTo(4 * 2);
    }

    @Test
    void balances_come_from_what_is_kept() {
        books.closeUntil(4);
        rollUp();
        books.plant("update finance_rolled_balance set debit = debit + 1000 where debit > 300");
        assertThat(bank("2026-04-30")).isEqualTo("1321.00");
        assertThat(bank("2026-05-02")).isEqualTo("5321.00");
        assertThat(bank("2026-04-29")).isEqualTo("21.00");
        assertThat(books.violated()).containsExactly("I08");
    }

    @Test
    void what_is_posted_into_a_reopened_period_counts_at_once_and_when_it_is_closed_again() {
        books.closeUntil(4);
        rollUp();
        Period april = books.period(4);
        books.server.write(tx -> new Periods().reopen(tx, april.getId()));
        books.sale(LocalDate.of(2026, 4, 2), "50000.00");
        assertThat(bank("2026-04-30")).isEqualTo("50321.00");
        books.closeUntil(4);
        assertThat(bank("2026-04-30"))
                .as("what is kept is of another version")
                .isEqualTo("50321.00");
        assertThat(books.violated()).isEmpty();
        rollUp();
        assertThat(bank("2026-04-30")).isEqualTo("50321.00");
        assertThat(bank("2026-05-02")).isEqualTo("54321.00");
        assertThat(books.violated()).isEmpty();
    }

    @Test
    void an_unused_period_that_was_rolled_up_can_be_removed() {
        books.closeUntil(12);
        rollUp();
        Period december = books.period(12);
        books.server.write(tx -> new Periods().reopen(tx, december.getId()));
        books.server.as("*").delete(API + "/periods/" + december.getId()).expect(204);
        assertThat(bank("2026-11-24")).isEqualTo("4321.00");
        assertThat(books.violated()).isEmpty();
    }

    @Test
    void a_company_is_rolled_up_by_itself() {
        UUID other = books.server.addCompany();
        Http http = books.server.as(TestServer.USER, other, "*");
        http.post(API + "/chart/default").expect(200);
        books.closeUntil(4);
        rollUp();
        assertThat(http.get(API + "/trial-balance").expect(200).json().at("/accounts").size())
                .isZero();
        assertThat(bank("2026-11-24")).isEqualTo("4321.00");
    }

    private static void rollUp() {
        boolean more = true;
        while (more) {
            more = books.server.write(RollUp::next);
        }
    }

    private static long rows() {
        return books.server.count("select count(*) from finance_rolled_balance");
    }

    private static List<String> everyDay() {
        List<String> all = new ArrayList<>();
        for (LocalDate day = LocalDate.of(2025, 12, 30);
                day.isBefore(LocalDate.of(2026, 5, 5));
                day = day.plusDays(1)) {
            all.add(books.server.as("*").get(API + "/trial-balance?date=" + day).body());
        }
        return all;
    }

    private static String bank(String day) {
        Http.Response ledger =
                books.server
                        .as("*")
                        .get(
                                "%s/accounts/%s/ledger?from=2026-01-01&to=%s"
                                        .formatted(API, books.account(AccountRole.BANK), day));
        return ledger.expect(200).text("/closing/amount");
    }
}

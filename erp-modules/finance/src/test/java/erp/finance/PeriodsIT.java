package erp.finance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import erp.core.ErpException;
import erp.finance.accounts.AccountRole;
import erp.finance.accounts.Chart;
import erp.finance.common.FinanceError;
import erp.finance.periods.Period;
import erp.finance.periods.Periods;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Closing and reopening, on a real database. */
class PeriodsIT {
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
    }

    private static Period close(int month) {
        UUID id = books.period(month).getId();
        return books.server.write(tx -> new Periods().close(tx, id));
    }

    private static Period reopen(int month) {
        UUID id = books.period(month).getId();
        return books.server.write(tx -> new Periods().reopen(tx, id));
    }

    @Test
    void the_default_chart_is_made_once() {
        Chart.Created again = books.server.write(tx -> books.finance.chart().createDefault(tx));
        assertThat(again).isEqualTo(new Chart.Created(0, 0, 0));
        assertThat(books.server.count("select count(*) from finance_period")).isEqualTo(12);
    }

    @Test
    void sixteen_at_once_make_one_default_chart() {
        books.server.truncate();
        List<Future<Chart.Created>> answers =
                Books.atOnce(
                        16,
                        () -> books.server.write(tx -> books.finance.chart().createDefault(tx)));
        assertThat(
                        answers.stream()
                                .map(Books::outcome)
                                .filter(it -> !it.equals(new Chart.Created(0, 0, 0))))
                .containsExactly(new Chart.Created(AccountRole.values().length, 2, 12));
    }

    @Test
    void closing_goes_forward_and_reopening_backward() {
        LedgerIT.refused(FinanceError.PERIOD_ORDER, () -> close(2));
        close(1);
        close(2);
        LedgerIT.refused(FinanceError.PERIOD_ORDER, () -> reopen(1));
        assertThat(reopen(2).isOpen()).isTrue();
    }

    @Test
    void a_closed_period_cannot_be_closed_nor_an_open_one_opened() {
        close(1);
        LedgerIT.refused(FinanceError.PERIOD_STATE, () -> close(1));
        LedgerIT.refused(FinanceError.PERIOD_STATE, () -> reopen(2));
    }

    @Test
    void a_period_must_not_overlap_another_nor_lie_before_a_closed_one() {
        close(1);
        LedgerIT.refused(
                FinanceError.INVALID_PERIOD,
                () -> add(LocalDate.of(2026, 12, 31), LocalDate.of(2027, 1, 31)));
        LedgerIT.refused(
                FinanceError.INVALID_PERIOD,
                () -> add(LocalDate.of(2025, 12, 1), LocalDate.of(2025, 12, 31)));
        LedgerIT.refused(
                FinanceError.INVALID_PERIOD,
                () -> add(LocalDate.of(2027, 2, 1), LocalDate.of(2027, 1, 31)));
        add(LocalDate.of(2027, 1, 1), LocalDate.of(2027, 1, 31));
        books.sale(LocalDate.of(2027, 1, 31), "1.00");
    }

    private static UUID add(LocalDate start, LocalDate end) {
        return books.server.write(tx -> new Periods().add(tx, 2027, 1, start, end));
    }

    @Test
    void a_period_that_someone_posts_into_cannot_be_closed_until_they_commit() {
        UUID id = books.period(1).getId();
        books.server.write(
                tx -> {
                    books.finance.ledger().requireOpen(tx, LocalDate.of(2026, 1, 15));
                    assertThatThrownBy(() -> lockAtOnce(id)).isNotInstanceOf(AssertionError.class);
                    return id;
                });
        assertThat(lockAtOnce(id)).isEqualTo("OPEN");
    }

    /** What closing does first, but does not wait. */
    private static String lockAtOnce(UUID period) {
        return books.server.write(
                tx ->
                        tx.session()
                                .createNativeQuery(
                                        "select state from finance_period where id = :id for"
                                                + " update nowait",
                                        String.class)
                                .setParameter("id", period)
                                .getSingleResult());
    }

    @Test
    void nothing_slips_into_a_period_while_it_is_being_closed() {
        LocalDate january = LocalDate.of(2026, 1, 15);
        UUID id = books.period(1).getId();
        var turn = new AtomicInteger();
        List<Future<Object>> answers =
                Books.atOnce(
                        16,
                        () ->
                                turn.incrementAndGet() == 8
                                        ? books.server.write(tx -> new Periods().close(tx, id))
                                        : posts(january));
        assertThat(answers.stream().map(Books::outcome)).noneMatch(Throwable.class::isInstance);
        long posted =
                answers.stream()
                        .map(Books::outcome)
                        .filter(Integer.class::isInstance)
                        .mapToInt(Integer.class::cast)
                        .sum();
        assertThat(books.server.count("select count(*) from finance_journal_entry"))
                .isEqualTo(posted);
        assertThat(books.violated()).isEmpty();
        LedgerIT.refused(FinanceError.PERIOD_CLOSED, () -> books.sale(january, "1.00"));
    }

    /** How many entries it could post until the period was closed. */
    private static Integer posts(LocalDate date) {
        for (int i = 0; ; i++) {
            try {
                books.sale(date, "1.00");
            } catch (ErpException e) {
                assertThat(e.code()).isEqualTo(FinanceError.PERIOD_CLOSED);
                return i;
            }
            if (i == 200) {
                return i + 1;
            }
        }
    }
}

package erp.finance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import erp.core.CoreError;
import erp.core.ErpException;
import erp.finance.common.FinanceError;
import erp.finance.periods.Periods;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/** Legal numbers, on a real database. */
class NumberingIT {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
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

    private static long next(LocalDate date) {
        return books.server.write(tx -> books.finance.numbering().next(tx, "test.invoice", date));
    }

    @Test
    void counts_from_one() {
        assertThat(List.of(next(TODAY), next(TODAY), next(TODAY))).containsExactly(1L, 2L, 3L);
    }

    @Test
    void a_rollback_gives_the_number_back() {
        next(TODAY);
        assertThatThrownBy(
                        () ->
                                books.server.write(
                                        tx -> {
                                            books.finance
                                                    .numbering()
                                                    .next(tx, "test.invoice", TODAY);
                                            throw new ErpException(CoreError.NOT_FOUND, "no");
                                        }))
                .isInstanceOf(ErpException.class);
        assertThat(next(TODAY)).isEqualTo(2);
    }

    @Test
    void each_fiscal_year_begins_anew() {
        next(TODAY);
        books.server.write(
                tx ->
                        new Periods()
                                .add(
                                        tx,
                                        2027,
                                        1,
                                        LocalDate.of(2027, 1, 1),
                                        LocalDate.of(2027, 1, 31)));
        assertThat(next(LocalDate.of(2027, 1, 1))).isEqualTo(1);
        assertThat(next(TODAY)).isEqualTo(2);
    }

    @Test
    void a_number_never_goes_to_an_earlier_date_than_the_one_before() {
        next(TODAY);
        LedgerIT.refused(FinanceError.NUMBER_ORDER, () -> next(TODAY.minusDays(1)));
        assertThat(next(TODAY)).isEqualTo(2);
    }

    @Test
    void sixteen_threads_get_each_number_once() {
        var numbers = new ConcurrentSkipListSet<Long>();
        List<Future<Integer>> answers =
                Books.atOnce(
                        16,
                        () -> {
                            for (int i = 0; i < 10; i++) {
                                numbers.add(next(TODAY));
                            }
                            return 1;
                        });
        assertThat(answers.stream().map(Books::outcome)).containsOnly(1);
        assertThat(numbers)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 160).boxed().toList());
    }
}

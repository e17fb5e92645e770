package erp.finance;

import static erp.finance.OldBooks.OPENING;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.ErpException;
import erp.core.Http;
import erp.core.tx.Tx;
import erp.finance.accounts.AccountRole;
import erp.finance.accounts.Line;
import erp.finance.common.FinanceError;
import erp.finance.ledger.Entry;
import erp.finance.ledger.Source;
import erp.finance.numbering.Book;
import erp.finance.periods.PeriodQueries_;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Once books are opened with the balances of a day, nothing changes what they were on that day. */
class BeforeOpeningIT {
    private static final String PERIODS = "/api/v1/finance/periods";
    private static final LocalDate DATE = LocalDate.of(2026, 8, 31);
    private static OldBooks books;

    @BeforeAll
    static void start() {
        books = new OldBooks();
    }

    @AfterAll
    static void stop() {
        books.close();
    }

    @BeforeEach
    void reset() {
        books.reset();
        books.putAugust();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-08-30", "2026-08-01", "2026-07-31", "2026-01-01"})
    void nothing_is_dated_before_a_closed_opening(String date) {
        post(LocalDate.parse(date)).expect(201); // while it is a draft; undone below
        UUID mistake = books.server.read(tx -> sales(tx).getFirst());
        all().once()
                .post(
                        "/api/v1/finance/journal-entries/" + mistake + "/reverse",
                        "{\"text\":\"mistake\"}")
                .expect(201);
        books.finish().expect(200);

        Http.Response entry = post(LocalDate.parse(date)).expect(409);
        assertThat(entry.code()).isEqualTo("finance.PERIOD_CLOSED");
        assertThat(entry.errors()).containsExactly("/date period");
        assertThat(entry.body()).contains("before the opening").contains("2026-08-31");
        assertThat(pay(date).expect(409).errors()).containsExactly("/date period");
        pay("2026-08-31").expect(201);
        post(DATE).expect(201); // corrections of the opening itself
        post(DATE.plusDays(1)).expect(201);
        assertThat(books.broken()).isEmpty();
    }

    @Test
    void a_period_that_is_made_later_is_closed_until_the_opening_too() {
        books.finish().expect(200);
        Http.Response december =
                all().post(
                                PERIODS,
                                """
                                {"fiscalYear":2025,"number":12,"startDate":"2025-12-01","endDate":"2025-12-31"}\
                                """)
                        .expect(201);
        assertThat(december.text("/openFrom")).isEqualTo("2026-08-31");
        assertThat(post(LocalDate.of(2025, 12, 24)).expect(409).code())
                .isEqualTo("finance.PERIOD_CLOSED");
        assertThat(
                        all().get(PERIODS + "?fiscalYear=2026&limit=100")
                                .expect(200)
                                .json()
                                .at("/items")
                                .valueStream()
                                .map(period -> period.path("openFrom").asString(""))
                                .filter("2026-08-31"::equals)
                                .count())
                .isEqualTo(8);
    }

    @Test
    void a_draft_and_a_dry_run_of_closing_close_nothing() {
        all().once().post(OPENING + "/close?dryRun=true").expect(200);
        post(DATE.minusDays(1)).expect(201);
    }

    @Test
    void closing_waits_for_who_is_posting_and_sees_it() throws Exception {
        Http.Response closed =
                meanwhile(BeforeOpeningIT::sale, () -> books.finish()).get(20, TimeUnit.SECONDS);
        assertThat(closed.status()).isEqualTo(409);
        assertThat(closed.code()).isEqualTo("finance.OPENING_AFTER_POSTING");
    }

    @Test
    void who_posts_waits_for_closing_and_is_refused() throws Exception {
        Http.Response posted =
                meanwhile(
                                tx -> books.finance.openings().close(tx, _ -> {}),
                                () -> post(DATE.minusDays(10)))
                        .get(20, TimeUnit.SECONDS);
        assertThat(posted.status()).isEqualTo(409);
        assertThat(posted.code()).isEqualTo("finance.PERIOD_CLOSED");
        assertThat(books.broken()).isEmpty();
    }

    @Test
    void a_period_that_is_closed_meanwhile_stays_closed_until_the_opening() throws Exception {
        UUID january =
                books.server.read(
                        tx ->
                                new PeriodQueries_(tx.session())
                                        .periodsAt(LocalDate.of(2026, 1, 1))
                                        .getFirst()
                                        .getId());
        Http.Response seen = all().get(PERIODS + "/" + january).expect(200);
        Http.Response closed =
                meanwhile(
                                tx -> books.finance.openings().close(tx, _ -> {}),
                                () -> all().post(PERIODS + "/" + january + "/close"))
                        .get(20, TimeUnit.SECONDS);
        assertThat(closed.status()).as(closed.body()).isEqualTo(200);
        Http.Response now = all().get(PERIODS + "/" + january).expect(200);
        assertThat(now.text("/openFrom")).isEqualTo("2026-08-31");
        assertThat(now.header("ETag")).isNotEqualTo(seen.header("ETag"));
    }

    /** Starts work while a change is made and not committed, and lets the change commit then. */
    private static <T> Future<T> meanwhile(Consumer<Tx> change, Supplier<T> work)
            throws InterruptedException {
        CountDownLatch made = new CountDownLatch(1);
        CountDownLatch commit = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> held =
                    threads.submit(
                            () ->
                                    books.server.write(
                                            tx -> {
                                                change.accept(tx);
                                                tx.flush();
                                                made.countDown();
                                                await(commit);
                                                return null;
                                            }));
            assertThat(made.await(20, TimeUnit.SECONDS)).isTrue();
            Future<T> running = threads.submit(work::get);
            Thread.sleep(700); // for it to come to where it waits, or to be done where it does not
            commit.countDown();
            assertThat(held).succeedsWithin(java.time.Duration.ofSeconds(20));
            return running;
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new ErpException(FinanceError.INVALID_ENTRY, "interrupted: %s", e);
        }
    }

    private static void sale(Tx tx) {
        books.finance
                .ledger()
                .post(
                        tx,
                        new Entry(
                                Book.GENERAL,
                                new Source("test.sale", tx.newId(), "sale"),
                                DATE.minusDays(10),
                                "Sale",
                                List.of(
                                        Line.debit(AccountRole.BANK, Books.eur("3.00")),
                                        Line.credit(AccountRole.REVENUE, Books.eur("3.00")))));
    }

    private static List<UUID> sales(Tx tx) {
        return tx.session().createQuery("select id from JournalEntry", UUID.class).getResultList();
    }

    private static Http.Response post(LocalDate date) {
        return all().once()
                .post(
                        "/api/v1/finance/journal-entries",
                        """
                        {"date":"%s","text":"by hand","lines":[
                         {"accountId":"%s","debit":%s},{"accountId":"%s","credit":%s}]}\
                        """
                                .formatted(
                                        date,
                                        books.account(AccountRole.BANK),
                                        OldBooks.eur("7.00"),
                                        books.account(AccountRole.REVENUE),
                                        OldBooks.eur("7.00")));
    }

    private static Http.Response pay(String date) {
        return all().once()
                .post(
                        "/api/v1/finance/payments",
                        """
                        {"customerId":"%s","date":"%s","amount":%s}\
                        """
                                .formatted(books.ada, date, OldBooks.eur("5.00")));
    }

    private static Http all() {
        return books.server.as("*");
    }
}

package erp.finance;

import erp.core.TestServer;
import erp.core.party.Companies;
import erp.core.tx.Db;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.finance.accounts.AccountQueries_;
import erp.finance.accounts.AccountRole;
import erp.finance.accounts.Line;
import erp.finance.accounts.Subledger;
import erp.finance.ledger.Entry;
import erp.finance.ledger.Source;
import erp.finance.numbering.Book;
import erp.finance.payments.NewItem;
import erp.finance.payments.NewPayment;
import erp.finance.periods.Period;
import erp.finance.periods.PeriodQueries_;
import erp.finance.periods.Periods;
import erp.finance.tax.TaxCode;
import erp.finance.tax.Taxed;
import erp.migrations.Invariants;
import erp.migrations.NarrowedChecks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A company with the default chart, and what usually happens in it. */
public final class Books implements AutoCloseable {
    static final UUID CUSTOMER = UUID.fromString("01900000-0000-7000-8000-0000000000b1");

    /** Others speak of documents that these tests do not have. */
    private static final List<String> CHECKS =
            List.of(
                    "I01_entry_balances",
                    "I02_entry_currencies",
                    "I03_entry_totals",
                    "I04_entry_in_period",
                    "I05_company_currency",
                    "I06_reversal_mirrors",
                    "I07_trial_balance",
                    "I08_rolled_balances",
                    "I09_payables",
                    "I09_receivables",
                    "I09_subledgers_by_date",
                    "I10_open_amounts",
                    "I11_payments",
                    "I13_taxes",
                    "I15_sources",
                    "I16_entry_numbers",
                    "I16_invoice_numbers",
                    "I40_finance_companies",
                    "I43_reversals");

    final Finance finance = new Finance();
    final AtomicInteger statements = new AtomicInteger();
    final TestServer server;

    Books() {
        server =
                TestServer.of(
                                Stream.of(Companies.ENTITIES, Finance.entities())
                                        .flatMap(List::stream)
                                        .toList())
                        .connections(20, Duration.ofSeconds(30))
                        .observer(
                                new Db.Observer() {
                                    @Override
                                    public void statement(long nanos) {
                                        statements.incrementAndGet();
                                    }
                                })
                        .start(new FinanceRoutes(finance).endpoints());
        reset();
    }

    /** Nothing but the default chart and the customer. */
    void reset() {
        server.truncate();
        party(CUSTOMER, TestServer.COMPANY);
        server.write(tx -> finance.chart().createDefault(tx));
    }

    /** A business partner of that company. */
    void party(UUID id, UUID company) {
        plant(
                """
                insert into core_party (id, company_id, name, created_at, version)
                values (unhex('%s'), unhex('%s'), 'Ada', utc_timestamp(6), 0)
                """
                        .formatted(hex(id), hex(company)));
    }

    static String hex(UUID id) {
        return id.toString().replace("-", "");
    }

    public static Money eur(String amount) {
        return Money.of(amount, "EUR");
    }

    /** An invoice of that gross amount, posted and open; answers the invoice's id. */
    UUID invoice(String gross) {
        return server.write(tx -> invoice(tx, eur(gross), tx.today()));
    }

    UUID invoice(Tx tx, Money gross, LocalDate date) {
        UUID id = tx.newId();
        var source = new Source("sales.invoice", id, "revenue");
        finance.openItems()
                .open(
                        tx,
                        new NewItem(
                                Subledger.RECEIVABLE,
                                CUSTOMER,
                                source,
                                "I-1",
                                date,
                                date.plusDays(30),
                                gross));
        TaxCode zero = finance.taxes().require(tx, "ZERO");
        finance.ledger()
                .post(
                        tx,
                        new Entry(
                                Book.SALES,
                                source,
                                date,
                                "Invoice",
                                List.of(
                                        Line.debit(AccountRole.RECEIVABLE, gross).of(CUSTOMER),
                                        Line.credit(AccountRole.REVENUE, gross),
                                        Line.tax(
                                                new Taxed(
                                                        zero,
                                                        gross,
                                                        Money.zero(gross.currency()))))));
        return id;
    }

    /** A payment that pays so much of each of the invoices. */
    UUID pay(String amount, String each, UUID... invoices) {
        return server.write(
                tx ->
                        finance.payments()
                                .post(
                                        tx,
                                        new NewPayment(
                                                Subledger.RECEIVABLE,
                                                CUSTOMER,
                                                eur(amount),
                                                tx.today(),
                                                "",
                                                allocations(each, invoices))));
    }

    static List<NewPayment.Allocation> allocations(String each, UUID... invoices) {
        return List.of(invoices).stream()
                .map(
                        invoice ->
                                new NewPayment.Allocation(
                                        new NewPayment.ItemRef.Document("sales.invoice", invoice),
                                        eur(each)))
                .toList();
    }

    /** A cash sale on that day. */
    UUID sale(LocalDate date, String amount) {
        return server.write(
                tx ->
                        finance.ledger()
                                .post(
                                        tx,
                                        new Entry(
                                                Book.GENERAL,
                                                new Source("test.sale", tx.newId(), "sale"),
                                                date,
                                                "Sale",
                                                List.of(
                                                        Line.debit(AccountRole.BANK, eur(amount)),
                                                        Line.credit(
                                                                AccountRole.REVENUE,
                                                                eur(amount))))));
    }

    UUID account(AccountRole role) {
        return server.read(
                tx -> new AccountQueries_(tx.session()).accountsOf(role.name()).getFirst());
    }

    Period period(int month) {
        return server.read(
                tx ->
                        new PeriodQueries_(tx.session())
                                .periodsAt(LocalDate.of(2026, month, 1))
                                .getFirst());
    }

    /** Closes all months up to this one. */
    void closeUntil(int month) {
        for (int m = 1; m <= month; m++) {
            Period period = period(m);
            if (period.isOpen()) {
                server.write(tx -> new Periods().close(tx, period.getId()));
            }
        }
    }

    Money open(UUID invoice) {
        return server.read(tx -> finance.openItems().openAmount(tx, "sales.invoice", invoice));
    }

    /** Ids of finance's checks that find something. */
    List<String> violated() {
        List<String> own = CHECKS.stream().map(Books::statementOf).toList();
        try {
            List<Invariants.Result> results =
                    new Invariants().run(server.schema().owner().dataSource());
            NarrowedChecks.agree(server.schema().owner().dataSource(), results);
            return results.stream()
                    .filter(it -> own.contains(it.statement()) && !it.passed())
                    .map(it -> it.id() + it.error().map(why -> " " + why).orElse(""))
                    .toList();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String statementOf(String check) {
        String file = "/sql/check/" + check + ".sql";
        try (InputStream sql = Invariants.class.getResourceAsStream(file)) {
            String text = new String(sql.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().findFirst().orElseThrow().substring(3).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a table or the like. */
    void execute(String sql) {
        try (Connection connection = server.schema().owner().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Changes rows behind everybody's back. */
    void plant(String sql) {
        try (Connection connection = server.schema().owner().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("set foreign_key_checks = 0");
            int changed = statement.executeUpdate(sql);
            if (changed == 0) {
                throw new IllegalStateException("changed nothing: " + sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What each of so many threads answered, all started together. */
    static <T> List<Future<T>> atOnce(int threads, Callable<T> work) {
        var start = new CountDownLatch(1);
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<T>> answers =
                    IntStream.range(0, threads)
                            .mapToObj(
                                    _ ->
                                            pool.submit(
                                                    () -> {
                                                        start.await();
                                                        return work.call();
                                                    }))
                            .toList();
            start.countDown();
            return answers;
        }
    }

    /** The answer, or else why there is none. */
    static <T> Object outcome(Future<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}

package erp.finance;

import erp.core.TestServer;
import erp.core.Tx;
import erp.core.value.Money;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A company with the default chart, and what usually happens in it. */
final class Books implements AutoCloseable {
    static final UUID CUSTOMER = UUID.fromString("01900000-0000-7000-8000-0000000000b1");

    final Finance finance = new Finance();
    final TestServer server;

    Books() {
        server =
                TestServer.of(Finance.entities())
                        .connections(16, java.time.Duration.ofSeconds(30))
                        .start(new FinanceRoutes(finance).endpoints());
        reset();
    }

    /** Nothing but the default chart. */
    void reset() {
        server.truncate();
        server.write(tx -> finance.chart().createDefault(tx));
    }

    static Money eur(String amount) {
        return Money.of(amount, "EUR");
    }

    /** An invoice of that gross amount, posted and open; answers the invoice's id. */
    UUID invoice(String gross) {
        return server.write(tx -> invoice(tx, eur(gross), tx.today()));
    }

    UUID invoice(Tx tx, Money gross, LocalDate date) {
        UUID id = tx.newId();
        var source = new Source("sales.invoice", id, "revenue");
        finance.receivables()
                .open(tx, new NewItem(CUSTOMER, source, "I-1", date, date.plusDays(30), gross));
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

    /** What each of so many threads answered, all started together. */
    static <T> List<Future<T>> atOnce(int threads, Callable<T> work) {
        var start = new CountDownLatch(1);
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<T>> answers =
                    java.util.stream.IntStream.range(0, threads)
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

package erp.finance;

import static erp.finance.Desk.allocation;
import static erp.finance.Desk.payment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.util.UUID;
import java.util.stream.Stream;

/** A reversed document that does not cancel out is found. */
class ReversalChecksIT {
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

    @TestFactory
    Stream<DynamicTest> a_planted_rest_is_found() {
        return Stream.of(
                        "update finance_journal_line set debit = debit + 1 where debit > 0 and"
                            + " entry_id in (select id from finance_journal_entry where reversal_of"
                            + " is not null)",
                        "update finance_payment set unallocated = 1",
                        "update finance_open_item set open_amount = open_amount - 1",
                        "update finance_allocation set amount = -9 where reverses_id is not null",
                        "update finance_allocation set reverses_id = null where amount < 0",
                        "delete from finance_allocation where reverses_id is not null")
                .map(plant -> DynamicTest.dynamicTest(plant, () -> found(plant)));
    }

    private static void found(String plant) {
        books.reset();
        UUID invoice = books.invoice("10.00");
        UUID made =
                desk.post("/payments", payment("10.00", allocation("invoiceId", invoice, "10.00")))
                        .expect(201)
                        .uuid("/id");
        desk.post("/payments/" + made + "/reverse", "{}").expect(200);
        assertThat(books.violated()).isEmpty();
        books.plant(plant);
        assertThat(books.violated()).containsAnyOf("I43", "I10");
    }
}

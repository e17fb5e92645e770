package erp.finance;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.finance.payments.NewPayment;
import erp.finance.payments.OpenItem;
import erp.finance.payments.Payment;
import erp.migrations.NarrowedChecks;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import javax.sql.DataSource;

/** The checks of the data find what is wrong with an opening, and nothing in a healthy one. */
class OpeningChecksIT {
    private static final String STRANGER =
            " set company_id = unhex('000000000000000000000000000000ff') ";
    private static OldBooks books;

    @BeforeAll
    static void start() {
        books = new OldBooks();
    }

    @AfterAll
    static void stop() {
        books.close();
    }

    /** Its items and prepayments bear the ids of the draft, its entries those of the close. */
    @Test
    void an_opening_drafted_before_a_release_and_closed_in_it_breaks_nothing() throws Exception {
        books.reset();
        books.putAugust();
        Instant release = NarrowedChecks.moment();
        DataSource database = books.server.schema().owner().dataSource();
        books.finish().expect(200);
        assertThat(NarrowedChecks.broken(database, release)).isEmpty();
        books.server.write(OpeningChecksIT::prepaid);
        assertThat(NarrowedChecks.broken(database, release)).isEmpty();
        assertThat(books.broken()).isEmpty();
    }

    private static UUID prepaid(Tx tx) {
        UUID payment =
                tx.session().createQuery("from Payment", Payment.class).getSingleResult().getId();
        UUID item =
                tx.session()
                        .createQuery("from OpenItem where partyId = :bob", OpenItem.class)
                        .setParameter("bob", books.bob)
                        .getSingleResult()
                        .getId();
        var allocation =
                new NewPayment.Allocation(
                        new NewPayment.ItemRef.Id(item), Money.of("40.00", "EUR"));
        books.finance.payments().allocate(tx, payment, List.of(allocation));
        return payment;
    }

    @TestFactory
    Stream<DynamicTest> a_planted_violation_is_found() {
        return plants().entrySet().stream()
                .map(
                        it ->
                                DynamicTest.dynamicTest(
                                        it.getValue() + " " + it.getKey(),
                                        () -> found(it.getKey(), it.getValue())));
    }

    private static Map<String, String> plants() {
        Map<String, String> plants = new LinkedHashMap<>();
        plants.put(
                """
                update finance_journal_line l join finance_account a on a.id = l.account_id
                set l.account_id = (select id from (select id from finance_account where role = 'BANK') b)
                where a.role = 'OPENING_BALANCES' and l.credit = 300
                """,
                "I41 clearing account");
        plants.put(
                "update finance_open_item set amount = amount - 1, open_amount = open_amount - 1"
                        + " where kind = 'RECEIVABLE' order by id limit 1",
                "I41 open item");
        plants.put(
                "update finance_open_item set reference = 'other' where kind = 'PAYABLE'",
                "I41 open item");
        plants.put("delete from finance_payment", "I41 prepayment");
        plants.put(
                "update finance_open_item set source_id = unhex('00000000000000000000000000000001')"
                        + " where reference = 'S-77'",
                "I41 open item of no opening");
        plants.put(
                "update finance_opening set state = 'DRAFT', closed_at = null",
                "I41 open item of no opening");
        plants.put(
                "update finance_opening set opening_date = '2026-08-30'",
                "I41 entry of no closed opening");
        plants.put(
                "update finance_opening_line set amount = amount + 1 where kind = 'BALANCE' and"
                        + " side = 'DEBIT' limit 1",
                "I41 account");
        plants.put(
                "update finance_open_item set open_amount = open_amount - 1 where kind = 'PAYABLE'",
                "I09 ");
        plants.put(
                "update finance_journal_entry set entry_date = '2026-08-01', posted_at ="
                        + " '2030-01-01', source_type = 'other' where posting = 'payables'",
                "I41 entry before the opening");
        plants.put("update finance_opening" + STRANGER, "I40 line to opening");
        plants.put(
                "update finance_opening_line" + STRANGER + "where kind = 'BALANCE' limit 1",
                "I40 line to account");
        plants.put("update core_party" + STRANGER + "where name = 'Bob Ltd'", "I40 line to party");
        return plants;
    }

    /**
     * @param expected a check and what its first column says
     */
    private static void found(String plant, String expected) {
        books.reset();
        books.putAugust();
        assertThat(books.broken()).isEmpty();
        books.finish().expect(200);
        assertThat(books.broken()).isEmpty();
        books.plant(plant);
        List<String> broken = books.broken();
        String check = expected.substring(0, 3);
        String problem = expected.substring(3).strip();
        assertThat(broken)
                .anySatisfy(found -> assertThat(found).startsWith(check).contains("=" + problem));
    }
}

package erp.finance;

import static erp.finance.Books.eur;
import static erp.finance.Desk.API;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.ErpException;
import erp.core.Http;
import erp.core.TestServer;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.finance.accounts.AccountRole;
import erp.finance.accounts.Line;
import erp.finance.accounts.Subledger;
import erp.finance.ledger.Entry;
import erp.finance.ledger.NewReversal;
import erp.finance.ledger.Reversals;
import erp.finance.ledger.Source;
import erp.finance.numbering.Book;
import erp.finance.payments.NewItem;
import erp.finance.payments.NewPayment;
import erp.finance.reports.RollUp;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** What is owed on any day, by how long it is due, over HTTP. */
class AgeingIT {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final UUID OTHER = UUID.fromString("01900000-0000-7000-8000-0000000000b2");
    private static Books books;
    private static Http clerk;

    /** Something owed, as it was made. */
    private record Made(Subledger subledger, UUID party, UUID document) {
        String type() {
            return subledger == Subledger.RECEIVABLE ? "sales.invoice" : "test.bill";
        }
    }

    @BeforeAll
    static void start() {
        books = new Books();
        clerk = books.server.as("*");
    }

    @AfterAll
    static void stop() {
        books.close();
    }

    @BeforeEach
    void reset() {
        books.reset();
        books.party(OTHER, TestServer.COMPANY);
    }

    @Test
    void items_are_put_where_their_due_days_are() {
        int[] due = {0, 1, 30, 31, 60, 61, 90, 91};
        for (int days : due) {
            LocalDate dueDate = TODAY.minusDays(days);
            make(Subledger.RECEIVABLE, Books.CUSTOMER, "1.00", LocalDate.of(2026, 8, 1), dueDate);
        }
        JsonNode total = ageing("receivables", TODAY).at("/total");
        assertThat(amounts(total)).containsExactly("1.00", "2.00", "2.00", "2.00", "1.00", "8.00");
        JsonNode earlier = ageing("receivables", LocalDate.of(2026, 8, 26)).at("/total");
        assertThat(amounts(earlier))
                .containsExactly("7.00", "1.00", "0.00", "0.00", "0.00", "8.00");
        assertThat(amounts(ageing("receivables", LocalDate.of(2026, 7, 31)).at("/total")))
                .containsOnly("0.00");
        assertThat(ageing("payables", TODAY).at("/parties").size()).isZero();
    }

    @Test
    void a_day_shows_what_was_open_then_whatever_came_later() {
        Made invoice =
                make(
                        Subledger.RECEIVABLE,
                        Books.CUSTOMER,
                        "100.00",
                        LocalDate.of(2026, 9, 1),
                        LocalDate.of(2026, 9, 30));
        UUID payment = pay(invoice, "70.00", "40.00", LocalDate.of(2026, 10, 5));
        act(payment, "unallocate", "{\"date\":\"2026-10-20\"}").expect(200);
        act(payment, "reverse", "{\"date\":\"2026-11-02\"}").expect(200);
        assertThat(openAndUnallocated(LocalDate.of(2026, 10, 4))).isEqualTo("100.00 0.00");
        assertThat(openAndUnallocated(LocalDate.of(2026, 10, 5))).isEqualTo("60.00 30.00");
        assertThat(openAndUnallocated(LocalDate.of(2026, 10, 20))).isEqualTo("100.00 70.00");
        assertThat(openAndUnallocated(LocalDate.of(2026, 11, 2))).isEqualTo("100.00 0.00");
        takeBack(invoice, LocalDate.of(2026, 11, 10));
        assertThat(openAndUnallocated(LocalDate.of(2026, 11, 9))).isEqualTo("100.00 0.00");
        assertThat(openAndUnallocated(LocalDate.of(2026, 11, 10))).isEqualTo("0.00 0.00");
        JsonNode one =
                clerk.get(API + "/receivables/ageing?date=2026-10-10&customerId=" + Books.CUSTOMER)
                        .expect(200)
                        .json();
        assertThat(one.at("/items/0/open/amount").asString()).isEqualTo("60.00");
        assertThat(one.at("/items/0/daysOverdue").asInt()).isEqualTo(10);
        assertThat(one.at("/items/0/sourceId").asString()).isEqualTo(invoice.document().toString());
        assertThat(one.at("/onAccount").isNull()).isTrue();
        String csv =
                clerk.get(API + "/receivables/ageing?date=2026-10-10&format=csv")
                        .expect(200)
                        .body();
        assertThat(csv.lines())
                .containsExactly(
                        "partyId,party,currency,notDue,days1To30,days31To60,days61To90,over90,open,"
                                + "unallocated,balance",
                        Books.CUSTOMER + ",Ada,EUR,0.00,60.00,0.00,0.00,0.00,60.00,30.00,30.00");
    }

    @Test
    void nobody_sees_what_another_company_is_owed() {
        make(Subledger.RECEIVABLE, Books.CUSTOMER, "100.00", TODAY, TODAY);
        Http stranger = books.server.as(TestServer.USER, books.server.addCompany(), "*");
        JsonNode theirs = stranger.get(API + "/receivables/ageing").expect(200).json();
        assertThat(theirs.at("/parties").size()).isZero();
        assertThat(theirs.at("/onAccount/amount").asString()).isEqualTo("0.00");
        JsonNode named =
                stranger.get(API + "/receivables/ageing?customerId=" + Books.CUSTOMER)
                        .expect(200)
                        .json();
        assertThat(named.at("/items").size()).isZero();
        books.server.as("finance.payables.read").get(API + "/receivables/ageing").expect(403);
        books.server.as("finance.receivables.read").get(API + "/payables/ageing").expect(403);
    }

    /** Whatever was done, on whatever day: the sub-ledger is its account, at every day's end. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void on_every_day_what_is_open_is_what_is_on_the_account(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        List<Made> made = new ArrayList<>();
        List<UUID> payments = new ArrayList<>();
        int done = 0;
        for (int i = 0; i < 90; i++) {
            done += step(random, made, payments) ? 1 : 0;
        }
        assertThat(done).as("seed %d", seed).isGreaterThan(40);
        assertThat(books.violated()).isEmpty();
        List<LocalDate> days = new ArrayList<>(List.of(TODAY, TODAY.minusYears(1)));
        for (int i = 0; i < 12; i++) {
            days.add(day(random));
        }
        for (LocalDate day : days) {
            agree("receivables", day, "seed " + seed + " " + day);
            agree("payables", day, "seed " + seed + " " + day);
        }
        JsonNode before = ageing("receivables", LocalDate.of(2026, 6, 15));
        books.closeUntil(8);
        boolean more = true;
        while (more) {
            more = books.server.write(RollUp::next);
        }
        assertThat(ageing("receivables", LocalDate.of(2026, 6, 15))).isEqualTo(before);
    }

    private static boolean step(RandomGenerator random, List<Made> made, List<UUID> payments) {
        String amount = random.nextInt(1, 90) + "." + random.nextInt(10, 99);
        LocalDate day = day(random);
        UUID party = random.nextBoolean() ? Books.CUSTOMER : OTHER;
        int what = made.isEmpty() ? 0 : random.nextInt(10);
        Made some = made.isEmpty() ? null : made.get(random.nextInt(made.size()));
        try {
            if (some == null || what < 4) {
                Subledger side = random.nextInt(3) == 0 ? Subledger.PAYABLE : Subledger.RECEIVABLE;
                made.add(make(side, party, amount, day, day.plusDays(random.nextInt(-9, 80))));
                return true;
            } else if (what < 7) {
                payments.add(pay(some, amount, amount, day));
                return true;
            } else if (what == 7) {
                takeBack(some, day);
                return true;
            } else if (payments.isEmpty()) {
                return false;
            }
        } catch (ErpException e) {
            return false;
        }
        UUID payment = payments.get(random.nextInt(payments.size()));
        String body = "{\"date\":\"" + day + "\"}";
        String verb = what == 8 ? "reverse" : "unallocate";
        int status = act(payment, verb, body).status();
        assertThat(status).isIn(200, 404, 409, 422);
        return status == 200;
    }

    private static void agree(String list, LocalDate day, String as) {
        JsonNode seen = ageing(list, day);
        assertThat(seen.at("/total/open")).as(as).isEqualTo(seen.at("/onAccount"));
        assertThat(seen.at("/total/unallocated"))
                .as(as)
                .isEqualTo(seen.at("/unallocatedOnAccount"));
        BigDecimal open = BigDecimal.ZERO;
        for (JsonNode row : seen.at("/parties")) {
            BigDecimal of = new BigDecimal(row.at("/amounts/open/amount").asString());
            assertThat(of)
                    .as(as)
                    .isEqualByComparingTo(onAccount(list, row.at("/partyId").asString(), day));
            open = open.add(of);
        }
        assertThat(open).as(as).isEqualByComparingTo(seen.at("/total/open/amount").asString());
    }

    /** By the lines alone. */
    private static BigDecimal onAccount(String list, String party, LocalDate day) {
        boolean received = list.equals("receivables");
        String sql =
                """
                select coalesce(sum(%s), 0) from finance_journal_line l
                join finance_account a on a.id = l.account_id
                where a.role = '%s' and l.party_id = unhex('%s') and l.entry_date <= '%s'
                """
                        .formatted(
                                received ? "l.debit - l.credit" : "l.credit - l.debit",
                                received ? "RECEIVABLE" : "PAYABLE",
                                party.replace("-", ""),
                                day);
        return books.server.read(
                tx -> tx.session().createNativeQuery(sql, BigDecimal.class).getSingleResult());
    }

    private static Made make(
            Subledger subledger, UUID party, String amount, LocalDate day, LocalDate due) {
        return books.server.write(tx -> make(tx, subledger, party, eur(amount), day, due));
    }

    private static Made make(
            Tx tx, Subledger subledger, UUID party, Money amount, LocalDate day, LocalDate due) {
        Made made = new Made(subledger, party, tx.newId());
        boolean sold = subledger == Subledger.RECEIVABLE;
        var source = new Source(made.type(), made.document(), "posted");
        books.finance
                .openItems()
                .open(tx, new NewItem(subledger, party, source, "I-1", day, due, amount));
        Line other =
                sold
                        ? Line.credit(AccountRole.REVENUE, amount)
                        : Line.debit(AccountRole.INVENTORY_DIFFERENCE, amount);
        Book book = sold ? Book.SALES : Book.PURCHASES;
        List<Line> lines = List.of(subledger.incurred(amount, party), other);
        books.finance.ledger().post(tx, new Entry(book, source, day, "", lines));
        return made;
    }

    private static UUID pay(Made made, String amount, String allocated, LocalDate day) {
        var item = new NewPayment.ItemRef.Document(made.type(), made.document());
        var payment =
                new NewPayment(
                        made.subledger(),
                        made.party(),
                        eur(amount),
                        day,
                        "",
                        List.of(new NewPayment.Allocation(item, eur(allocated))));
        return books.server.write(tx -> books.finance.payments().post(tx, payment));
    }

    private static void takeBack(Made made, LocalDate day) {
        books.server.write(
                tx -> {
                    Reversals reversals = books.finance.reversals();
                    LocalDate last =
                            books.finance
                                    .openItems()
                                    .lastSettled(tx, made.type(), made.document(), day);
                    Reversals.Begun begun =
                            reversals.begin(
                                    tx,
                                    made.type(),
                                    made.document(),
                                    new NewReversal(day, null),
                                    last);
                    books.finance.openItems().close(tx, made.type(), made.document());
                    reversals.post(tx, begun);
                    return begun;
                });
    }

    private static Http.Response act(UUID payment, String verb, String body) {
        Http.Response answer = clerk.once().post(API + "/payments/" + payment + "/" + verb, body);
        return answer.status() == 404
                ? clerk.once().post(API + "/supplier-payments/" + payment + "/" + verb, body)
                : answer;
    }

    private static LocalDate day(RandomGenerator random) {
        return LocalDate.of(2026, 1, 1).plusDays(random.nextInt(328));
    }

    private static JsonNode ageing(String list, LocalDate day) {
        return clerk.get(API + "/" + list + "/ageing?date=" + day).expect(200).json();
    }

    private static String openAndUnallocated(LocalDate day) {
        agree("receivables", day, day.toString());
        JsonNode total = ageing("receivables", day).at("/total");
        return total.at("/open/amount").asString()
                + " "
                + total.at("/unallocated/amount").asString();
    }

    private static List<String> amounts(JsonNode total) {
        return List.of("notDue", "days1To30", "days31To60", "days61To90", "over90", "open").stream()
                .map(it -> total.at("/" + it + "/amount").asString())
                .toList();
    }
}

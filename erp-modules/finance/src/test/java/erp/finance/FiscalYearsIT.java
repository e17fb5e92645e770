package erp.finance;

import static erp.finance.Desk.API;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Caller;
import erp.core.Http;
import erp.core.TestServer;
import erp.finance.accounts.AccountRole;
import erp.finance.accounts.Line;
import erp.finance.ledger.Entry;
import erp.finance.ledger.Source;
import erp.finance.numbering.Book;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Fiscal years that begin on any day, and periods that can be mended until they are used. */
class FiscalYearsIT {
    private static final String YEARS = API + "/fiscal-years";
    private static final String PERIODS = API + "/periods";
    private static Books books;
    private UUID company;
    private Http http;

    @BeforeAll
    static void start() {
        books = new Books();
    }

    @AfterAll
    static void stop() {
        books.close();
    }

    /** A company of which nothing is set up. */
    @BeforeEach
    void found() {
        company = UUID.randomUUID();
        books.server.clock().set(Instant.parse("2026-11-24T08:00:00Z"));
        books.server.addCompany(company, company.toString().substring(0, 8), "EUR", "UTC");
        http = books.server.as(TestServer.USER, company, "*");
    }

    @ParameterizedTest
    @CsvSource({
        // start, end (or none), label, periods, end of the first, last day
        "2026-01-01, ,           2026, 12, 2026-01-31, 2026-12-31",
        "2026-04-01, ,           2026, 12, 2026-04-30, 2027-03-31",
        "2026-04-01, ,           2027, 12, 2026-04-30, 2027-03-31",
        "2026-04-06, ,           2026, 12, 2026-05-05, 2027-04-05",
        "2027-03-01, ,           2027, 12, 2027-03-31, 2028-02-29",
        "2028-02-29, ,           2028, 12, 2028-03-27, 2029-02-27",
        "2026-01-31, ,           2026, 12, 2026-02-27, 2027-01-30",
        "2026-03-15, 2026-12-31, 2026, 10, 2026-03-31, 2026-12-31",
        "2026-10-10, 2027-03-31, 2027,  6, 2026-10-31, 2027-03-31",
        "2026-12-31, 2026-12-31, 2026,  1, 2026-12-31, 2026-12-31",
        "2026-01-01, 2027-06-30, 2026, 18, 2026-01-31, 2027-06-30",
        "2026-12-27, 2027-12-25, 2027, 12, 2027-01-25, 2027-12-25",
        "2024-12-29, 2026-01-03, 2025, 13, 2025-01-03, 2026-01-03",
    })
    void one_call_makes_the_periods_of_a_year(
            String start, String end, int label, int count, String first, String last) {
        Http.Response made = year(start, end, label).expect(201);
        List<JsonNode> periods = items(made, "/periods");
        assertThat(periods).hasSize(count);
        assertThat(periods.getFirst().at("/startDate").asString()).isEqualTo(start);
        assertThat(periods.getFirst().at("/endDate").asString()).isEqualTo(first);
        assertThat(periods.getLast().at("/endDate").asString()).isEqualTo(last);
        assertThat(made.text("/endDate")).isEqualTo(last);
        for (int i = 0; i < count; i++) {
            assertThat(periods.get(i).at("/number").asInt()).isEqualTo(i + 1);
            assertThat(periods.get(i).at("/fiscalYear").asInt()).isEqualTo(label);
            if (i > 0) {
                assertThat(date(periods.get(i), "startDate"))
                        .isEqualTo(date(periods.get(i - 1), "endDate").plusDays(1));
            }
        }
        Http.Response listed = http.get(made.header("Location").orElseThrow()).expect(200);
        assertThat(items(listed, "/items")).isEqualTo(periods);
        assertThat(year(start, end, label).expect(422).errors()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-04-01, ,           2072, /fiscalYear label",
        "2026-04-01, ,           2025, /fiscalYear label",
        "2026-04-01, ,           2028, /fiscalYear label",
        "2026-01-01, ,           2027, /fiscalYear label",
        "2024-12-29, 2026-01-03, 2023, /fiscalYear label",
        "2024-12-29, 2026-01-03, 2027, /fiscalYear label",
        "2026-04-01, 2026-03-31, 2026, /endDate order",
        "2026-04-01, 2027-10-01, 2026, /endDate range",
        "9999-04-01, ,           9999, /startDate range",
    })
    void a_year_that_cannot_be_is_refused_by_the_field(
            String start, String end, int label, String error) {
        Http.Response refused = year(start, end, label).expect(422);
        assertThat(refused.code()).isEqualTo("finance.INVALID_PERIOD");
        assertThat(refused.errors()).containsExactly(error);
        assertThat(items(http.get(PERIODS), "/items")).isEmpty();
    }

    @Test
    void years_follow_each_other_without_gap_and_overlap() {
        year("2026-04-01", null, 2026).expect(201);
        assertThat(year("2027-04-02", null, 2027).expect(422).errors())
                .containsExactly("/startDate gap");
        assertThat(year("2027-03-31", null, 2027).expect(422).errors())
                .containsExactly("/startDate overlap");
        assertThat(year("2025-04-01", "2026-03-30", 2025).expect(422).errors())
                .containsExactly("/endDate gap");
        year("2027-04-01", "2027-12-31", 2027).expect(201);
        assertThat(year("2028-01-01", null, 2027).expect(422).errors())
                .containsExactly("/fiscalYear label");
        year("2028-01-01", null, 2028).expect(201);
        year("2025-04-01", null, 2025).expect(201);
        assertThat(items(http.get(PERIODS), "/items")).hasSize(12 + 12 + 9 + 12);
    }

    @Test
    void a_single_period_fits_what_is_there() {
        year("2026-04-01", "2026-12-31", 2026).expect(201);
        assertThat(period(2072, 1, "2027-01-01", "2027-01-31").expect(422).errors())
                .containsExactly("/fiscalYear label");
        assertThat(period(2027, 1, "2027-02-01", "2027-02-28").expect(422).errors())
                .containsExactly("/startDate gap");
        assertThat(period(2026, 9, "2027-01-01", "2027-01-31").expect(422).errors())
                .containsExactly("/number unique");
        assertThat(period(2025, 1, "2027-01-01", "2027-01-31").expect(422).errors())
                .containsExactly("/fiscalYear label");
        assertThat(period(2026, 10, "2026-12-31", "2027-01-31").expect(422).errors())
                .containsExactly("/startDate overlap");
        period(2026, 10, "2027-01-01", "2027-01-31").expect(201);
        assertThat(period(2026, 1, "2026-03-01", "2026-03-30").expect(422).errors())
                .containsExactly("/endDate gap");
    }

    @Test
    void closing_and_reopening_go_by_the_version_that_the_caller_has_seen() {
        year("2026-04-01", null, 2026).expect(201);
        String period = PERIODS + "/" + http.get(PERIODS).expect(200).text("/items/0/id");
        String seen = http.get(period).expect(200).header("ETag").orElseThrow();
        http.with("If-Match", "\"77\"").once().post(period + "/close").expect(412);
        Http.Response closed =
                http.with("If-Match", seen).once().post(period + "/close").expect(200);
        http.with("If-Match", seen).once().post(period + "/reopen").expect(412);
        http.with("If-Match", closed.header("ETag").orElseThrow())
                .once()
                .post(period + "/reopen")
                .expect(200);
    }

    @Test
    void the_default_chart_leaves_a_calendar_alone() {
        year("2026-04-01", null, 2026).expect(201);
        Http.Response chart = http.once().post(API + "/chart/default").expect(200);
        assertThat(chart.text("/accounts"))
                .isEqualTo(Integer.toString(AccountRole.values().length));
        assertThat(chart.text("/taxCodes")).isEqualTo("2");
        assertThat(chart.text("/periods")).isEqualTo("0");
        assertThat(items(http.get(PERIODS), "/items")).hasSize(12);
    }

    @Test
    void a_calendar_that_nobody_used_can_be_replaced() {
        http.once().post(API + "/chart/default").expect(200);
        List<JsonNode> calendar = items(http.get(PERIODS), "/items");
        assertThat(calendar).hasSize(12);
        assertThat(remove(calendar.get(5)).expect(409).code()).isEqualTo("finance.PERIOD_ORDER");
        for (JsonNode period : calendar.reversed()) {
            remove(period).expect(204);
        }
        year("2026-04-01", null, 2026).expect(201);
        assertThat(http.once().post(API + "/chart/default").expect(200).text("/periods"))
                .isEqualTo("0");
    }

    @Test
    void an_unused_period_is_changed_where_its_version_is_known() {
        year("2026-10-01", "2026-12-31", 2026).expect(201);
        JsonNode last = items(http.get(PERIODS), "/items").getLast();
        String at = PERIODS + "/" + last.at("/id").asString();
        String longer = body(2026, 3, "2026-12-01", "2027-01-15");
        http.put(at, longer).expect(428);
        http.with("If-Match", "\"7\"").put(at, longer).expect(412);
        Http.Response changed = http.with("If-Match", "\"0\"").put(at, longer).expect(200);
        assertThat(changed.text("/endDate")).isEqualTo("2027-01-15");
        assertThat(changed.header("ETag")).contains("\"1\"");
        Http known = http.with("If-Match", "\"1\"");
        assertThat(known.put(at, body(2026, 2, "2026-12-01", "2027-01-15")).expect(422).errors())
                .containsExactly("/number unique");
        assertThat(known.put(at, body(2026, 3, "2026-12-02", "2027-01-15")).expect(422).errors())
                .containsExactly("/startDate gap");
        assertThat(known.put(at, body(2030, 3, "2026-12-01", "2027-01-15")).expect(422).errors())
                .containsExactly("/fiscalYear label");
        JsonNode middle = items(http.get(PERIODS), "/items").get(1);
        assertThat(
                        http.with("If-Match", "\"0\"")
                                .put(
                                        PERIODS + "/" + middle.at("/id").asString(),
                                        body(2026, 2, "2026-11-01", "2026-11-29"))
                                .expect(422)
                                .errors())
                .containsExactly("/endDate gap");
    }

    @Test
    void a_used_or_closed_period_stays_as_it_is() {
        year("2026-10-01", "2026-12-31", 2026).expect(201);
        http.once().post(API + "/chart/default").expect(200);
        post("2026-11-20").expect(201);
        List<JsonNode> periods = items(http.get(PERIODS), "/items");
        remove(periods.getLast()).expect(204);
        Http.Response used = remove(periods.get(1)).expect(409);
        assertThat(used.code()).isEqualTo("finance.PERIOD_USED");
        assertThat(
                        http.with("If-Match", "\"0\"")
                                .put(
                                        PERIODS + "/" + periods.get(1).at("/id").asString(),
                                        body(2026, 2, "2026-11-01", "2026-12-31"))
                                .expect(409)
                                .code())
                .isEqualTo("finance.PERIOD_USED");
        String first = PERIODS + "/" + periods.getFirst().at("/id").asString();
        http.once().post(first + "/close").expect(200);
        assertThat(remove(periods.getFirst()).expect(409).code()).isEqualTo("finance.PERIOD_STATE");
    }

    /** Each server process remembers periods; none is told what another changes. */
    @Test
    void a_changed_or_removed_period_is_forgotten_by_other_processes() {
        year("2026-10-01", "2026-11-30", 2026).expect(201);
        http.once().post(API + "/chart/default").expect(200);
        LocalDate day = LocalDate.of(2026, 11, 24);
        var caller = new Caller(books.server.caller().actor(), company, "test");
        // Remembered, though nothing was posted: a transaction of another process asked for it.
        var process = new Finance();
        books.server
                .db()
                .write(
                        caller,
                        tx -> {
                            process.ledger().requireOpen(tx, day);
                            return day;
                        });
        List<JsonNode> periods = items(http.get(PERIODS), "/items");
        remove(periods.getLast()).expect(204);
        period(2027, 1, "2026-11-01", "2027-10-31").expect(201);
        UUID entry =
                books.server
                        .db()
                        .write(
                                caller,
                                tx ->
                                        process.ledger()
                                                .post(
                                                        tx,
                                                        new Entry(
                                                                Book.GENERAL,
                                                                new Source(
                                                                        "test.sale",
                                                                        tx.newId(),
                                                                        "sale"),
                                                                day,
                                                                "Sale",
                                                                List.of(
                                                                        Line.debit(
                                                                                AccountRole.BANK,
                                                                                Books.eur("1.00")),
                                                                        Line.credit(
                                                                                AccountRole.REVENUE,
                                                                                Books.eur(
                                                                                        "1.00"))))));
        Http.Response posted = http.get(API + "/journal-entries/" + entry).expect(200);
        assertThat(posted.text("/fiscalYear")).isEqualTo("2027");
        assertThat(books.violated()).isEmpty();
    }

    @Test
    void numbers_begin_anew_with_the_fiscal_year_not_with_january() {
        books.server.clock().set(Instant.parse("2028-01-15T08:00:00Z"));
        year("2026-04-01", null, 2026).expect(201);
        year("2027-04-01", null, 2027).expect(201);
        http.once().post(API + "/chart/default").expect(200);
        List<String> numbers = new ArrayList<>();
        for (String date :
                List.of("2026-12-31", "2027-01-01", "2027-03-31", "2027-04-01", "2028-01-10")) {
            Http.Response made = post(date).expect(201);
            numbers.add(made.text("/fiscalYear") + "/" + made.text("/number"));
        }
        assertThat(numbers).containsExactly("2026/1", "2026/2", "2026/3", "2027/1", "2027/2");
        assertThat(books.violated()).isEmpty();
    }

    private Http.Response post(String date) {
        UUID account = http.get(API + "/accounts?role=BANK").expect(200).uuid("/items/0/id");
        return http.once()
                .post(
                        API + "/journal-entries",
                        Desk.entry(account, "1.00", account, "1.00").replace("2026-11-20", date));
    }

    private Http.Response year(String start, String end, int label) {
        return http.once()
                .post(
                        YEARS,
                        """
                        {"fiscalYear":%d,"startDate":"%s"%s}\
                        """
                                .formatted(
                                        label,
                                        start,
                                        end == null ? "" : ",\"endDate\":\"" + end + "\""));
    }

    private Http.Response period(int year, int number, String start, String end) {
        return http.once().post(PERIODS, body(year, number, start, end));
    }

    private static String body(int year, int number, String start, String end) {
        return """
        {"fiscalYear":%d,"number":%d,"startDate":"%s","endDate":"%s"}\
        """
                .formatted(year, number, start, end);
    }

    private Http.Response remove(JsonNode period) {
        return http.delete(PERIODS + "/" + period.at("/id").asString());
    }

    private static LocalDate date(JsonNode period, String field) {
        return LocalDate.parse(period.at("/" + field).asString());
    }

    private static List<JsonNode> items(Http.Response answer, String pointer) {
        List<JsonNode> items = new ArrayList<>();
        answer.json().at(pointer).forEach(items::add);
        return items;
    }
}

package erp.hr;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Money of a run that came back, that was paid wrongly, or that leavers are owed later. */
class PaidBackIT {
    private static final LocalDate SEPTEMBER = LocalDate.of(2026, 9, 1);
    private static final LocalDate OCTOBER = LocalDate.of(2026, 10, 1);
    private static final LocalDate NOVEMBER = LocalDate.of(2026, 11, 1);
    private static final String BANK = "1000";
    private static final String LENT = "1400";
    private static final String OWED = "2410";

    private static Works works;

    @BeforeAll
    static void open() {
        works = new Works();
    }

    @AfterAll
    static void close() {
        works.close();
    }

    @BeforeEach
    void empty() {
        works.reset();
    }

    @AfterEach
    void rules_hold() {
        works.assertSound();
    }

    private static Http.Response said(String path, String body) {
        return works.approver.once().post(path, body.replace('\'', '"'));
    }

    private static String paid(LocalDate month) {
        String path = Works.RUNS + "/" + works.posted(month, "REGULAR");
        works.act(works.approver, path + "/pay").expect(200);
        return path;
    }

    private static UUID id(String path) {
        return UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
    }

    /** That request of yesterday. */
    private static String early(String body) {
        return body.replaceAll("}$", ",'date':'" + works.today().minusDays(1) + "'}");
    }

    private static void bonus(UUID employee, String month, String amount) {
        works.post(
                        Works.EMPLOYEES + "/" + employee + "/pay-inputs",
                        "{'month':'%s','component':'BONUS','amount':'%s'}".formatted(month, amount))
                .expect(201);
    }

    @Test
    void what_the_bank_gives_back_is_owed_again_and_paid_again_once() throws Exception {
        UUID ada = works.hired(null, "DEV", "3000");
        UUID bob = works.hired(null, "OPS", "2000");
        String path = Works.RUNS + "/" + works.posted(OCTOBER, "REGULAR");
        String back = path + "/return-payment";
        String order =
                "{'debtorName':'Works','debtorIban':'%s','executionDate':'2026-11-30'}"
                        .formatted(Works.IBANS[0]);
        assertThat(works.http.get(path).text("/unpaid/amount")).isEqualTo("4000.00");
        assertThat(works.act(works.approver, back).expect(409).code())
                .isEqualTo("hr.PAYROLL_STATE");
        String first = said(path + "/payment-file", order).expect(200).text("/messageId");
        works.act(works.approver, path + "/pay").expect(200);
        String bank = works.balanceOf(BANK);
        String ofAda = "{'employeeIds':['" + ada + "']}";
        assertThat(works.post(back, ofAda).expect(403).code()).isEqualTo("hr.OWN_REQUEST");
        assertThat(said(back, ofAda.replace(ada + "", UUID.randomUUID() + "")).expect(422).errors())
                .containsExactly("/employeeIds/0 paid");
        assertThat(said(back, "{'date':'2026-10-01'}").expect(422).errors())
                .containsExactly("/date order");
        List<Http.Response> answers = Together.run(8, _ -> said(back, ofAda));
        assertThat(answers.stream().filter(it -> it.status() == 200)).hasSize(1);
        assertThat(answers.stream().filter(it -> it.status() != 200))
                .allSatisfy(it -> assertThat(it.code()).isEqualTo("hr.UNKNOWN_EMPLOYEE"));
        works.assertSound();
        assertThat(works.http.get(path).text("/unpaid/amount")).isEqualTo("2400.00");
        assertThat(works.balanceOf(OWED)).isEqualTo("-2400.00");
        assertThat(works.http.get(path + "/payslips?employeeId=" + ada).body())
                .contains("\"returnedOn\":\"" + works.today());
        Http.Response again = said(path + "/payment-file", order).expect(200);
        assertThat(again.text("/transfers")).isEqualTo("1");
        assertThat(again.text("/total/amount")).isEqualTo("2400.00");
        assertThat(again.text("/messageId")).hasSameSizeAs(first).isNotEqualTo(first);
        assertThat(PaymentSchema.errors(again.text("/xml"))).isEmpty();
        answers = Together.run(8, _ -> works.act(works.approver, path + "/pay"));
        assertThat(answers.stream().filter(it -> it.status() == 200)).hasSize(1);
        assertThat(works.balanceOf(OWED)).isEqualTo("0.00");
        assertThat(works.balanceOf(BANK)).isEqualTo(bank);
        assertThat(said(path + "/payment-file", order).expect(409).code())
                .as("nobody is to be paid a second time")
                .isEqualTo("hr.NOBODY_TO_PAY");
        works.act(works.approver, back).expect(200);
        assertThat(works.balanceOf(OWED)).isEqualTo("-4000.00");
        assertThat(works.http.get(path + "/payslips?employeeId=" + bob).body())
                .contains("\"returnedOn\":\"");
        assertThat(works.http.get(path + "/history").body()).doesNotContain("2400");
        assertThat(works.act(works.approver, path + "/reverse").expect(200).text("/state"))
                .as("nobody has got anything")
                .isEqualTo("REVERSED");
        assertThat(works.balanceOf(OWED)).isEqualTo("0.00");
        assertThat(works.http.get("/api/v1/hr/loans").json().at("/items")).isEmpty();
    }

    @Test
    void what_came_back_is_in_one_file_that_the_bank_may_pay_and_no_other() {
        UUID ada = works.hired(null, "DEV", "3000");
        UUID bob = works.hired(null, "OPS", "2000");
        works.hired(null, "OPS", "1000");
        String path = paid(OCTOBER);
        String back = path + "/return-payment";
        assertThat(said(back, "{'date':'" + works.today().minusDays(1) + "'}").expect(422).errors())
                .as("it was paid today")
                .containsExactly("/date order");
        String order =
                "{'debtorName':'Works','debtorIban':'%s','executionDate':'2026-11-30'}"
                        .formatted(Works.IBANS[0]);
        said(back, "{'employeeIds':['" + ada + "']}").expect(200);
        String first = said(path + "/payment-file", order).expect(200).text("/messageId");
        assertThat(said(back, "{'employeeIds':['" + bob + "']}").expect(409).code())
                .as("the next file would pay Ada twice")
                .isEqualTo("hr.PAYROLL_STATE");
        assertThat(works.http.get(path).text("/unpaid/amount")).isEqualTo("2400.00");
        said(back, "{'employeeIds':['" + bob + "'],'refusedByBank':true}").expect(200);
        Http.Response both = said(path + "/payment-file", order).expect(200);
        assertThat(both.text("/transfers")).isEqualTo("2");
        assertThat(both.text("/messageId")).isNotEqualTo(first);
        works.act(works.approver, path + "/pay").expect(200);
        assertThat(works.balanceOf(OWED)).isEqualTo("0.00");
        said(back, "{'employeeIds':['" + bob + "']}").expect(200);
    }

    @Test
    void what_a_wrong_run_has_paid_is_kept_back_of_the_right_one() throws Exception {
        UUID ada = works.hired(null, "DEV", "3000");
        UUID bob = works.hired(null, "DEV", "2000");
        UUID eve = works.hired(null, "DEV", "1000");
        String wrong = paid(OCTOBER);
        said(wrong + "/return-payment", "{'employeeIds':['" + eve + "']}").expect(200);
        String bank = works.balanceOf(BANK);
        assertThat(works.act(works.approver, wrong + "/reverse").expect(409).code())
                .isEqualTo("hr.PAYROLL_STATE");
        String recover = "{'recover':true}";
        assertThat(works.post(wrong + "/reverse", recover).expect(403).code())
                .isEqualTo("hr.OWN_REQUEST");
        List<Http.Response> answers = Together.run(8, _ -> said(wrong + "/reverse", recover));
        assertThat(answers.stream().filter(it -> it.status() == 200)).hasSize(1);
        assertThat(answers).allSatisfy(it -> assertThat(it.status()).isIn(200, 409));
        assertThat(works.balanceOf(OWED)).isEqualTo("0.00");
        assertThat(works.balanceOf(LENT)).isEqualTo("4000.00");
        assertThat(works.balanceOf("5800")).isEqualTo("0.00");
        assertThat(reversedOn(wrong)).as("like the loans").isEqualTo(works.today() + "");
        assertThat(works.balanceOf(BANK)).as("no money moved").isEqualTo(bank);
        Http.Response loan = works.http.get("/api/v1/hr/loans?employeeId=" + ada).expect(200);
        assertThat(loan.uuid("/items/0/runId")).isEqualTo(id(wrong));
        assertThat(loan.text("/items/0/outstanding/amount")).isEqualTo("2400.00");
        assertThat(works.http.get("/api/v1/hr/loans?employeeId=" + eve).json().at("/items"))
                .isEmpty();
        works.assertSound();
        works.contract(ada, "2026-10-01", "3300").expect(201);
        works.contract(bob, "2026-10-01", "1500").expect(201);
        UUID right = works.posted(OCTOBER, "REGULAR");
        assertThat(works.lines(right, ada)).contains("BASE 3300.00", "LOAN 2400.00");
        assertThat(works.lines(right, bob)).contains("BASE 1500.00", "LOAN 1200.00");
        assertThat(works.lines(right, eve)).noneMatch(it -> it.startsWith("LOAN"));
        assertThat(works.balanceOf(LENT)).as("what Bob got too much").isEqualTo("400.00");
        UUID next = works.calculated(NOVEMBER, "REGULAR");
        assertThat(works.lines(next, bob)).contains("LOAN 400.00");
        String repay =
                "/api/v1/hr/loans/"
                        + works.http.get("/api/v1/hr/loans?employeeId=" + bob).uuid("/items/0/id")
                        + "/repay";
        String part = "{'amount':{'amount':'%s','currency':'EUR'}}";
        assertThat(said(repay, part.formatted("400.01")).expect(409).code())
                .isEqualTo("hr.LOAN_STATE");
        assertThat(said(repay, early(part.formatted("1"))).expect(422).errors())
                .containsExactly("/date order");
        answers = Together.run(8, _ -> said(repay, part.formatted("250")));
        assertThat(answers.stream().filter(it -> it.status() == 200)).hasSize(1);
        assertThat(answers).allSatisfy(it -> assertThat(it.status()).isIn(200, 409));
        assertThat(works.balanceOf(LENT)).isEqualTo("150.00");
        String path = Works.RUNS + "/" + next;
        works.act(works.http, path + "/review").expect(200);
        works.act(works.approver, path + "/approve").expect(200);
        assertThat(works.act(works.approver, path + "/post").expect(409).code())
                .isEqualTo("hr.PAYROLL_OUTDATED");
        works.act(works.http, path + "/reset").expect(200);
        works.act(works.http, path + "/calculate").expect(200);
        assertThat(works.lines(next, bob)).contains("LOAN 150.00");
    }

    private String reversedOn(String run) {
        UUID entry = works.http.get(run).uuid("/entryId");
        return works.http
                .get("/api/v1/finance/journal-entries?sourceId=" + entry)
                .text("/items/0/date");
    }

    @Test
    void who_has_left_gets_what_changed_with_the_next_run_or_owes_it() {
        UUID ada = works.hired(null, "DEV", "3000");
        UUID idle = works.hired(null, "DEV", "3000");
        UUID less = works.hired(null, "DEV", "3000");
        UUID bob = works.hired(null, "OPS", "2000");
        works.posted(SEPTEMBER, "REGULAR");
        bonus(less, "2026-10-01", "500");
        for (UUID leaver : List.of(ada, idle, less)) {
            works.post(
                            Works.EMPLOYEES + "/" + leaver + "/leave-company",
                            "{'lastDay':'2026-10-31'}")
                    .expect(200);
        }
        works.posted(OCTOBER, "FINAL");
        works.post(
                        Works.EMPLOYEES + "/" + ada + "/contracts",
                        Works.terms("2026-10-01", "3300")
                                .replace("'pay'", "'to':'2026-10-31','pay'"))
                .expect(201);
        bonus(ada, "2026-09-01", "100");
        bonus(less, "2026-10-01", "0");
        UUID run =
                works.post(Works.RUNS, "{'month':'2026-11-01','kind':'REGULAR','text':'x'}")
                        .uuid("/id");
        String calculate = Works.RUNS + "/" + run + "/calculate";
        int calls = 1;
        while (works.post(calculate, "{'most':1}").expect(200).text("/state").equals("DRAFT")) {
            calls++;
        }
        assertThat(calls).as("each one is looked at once").isEqualTo(4);
        assertThat(works.lines(run, ada))
                .containsExactly(
                        "BONUS 100.00 for 2026-09-01",
                        "TAX 20.00 for 2026-09-01",
                        "BASE 300.00 for 2026-10-01",
                        "TAX 60.00 for 2026-10-01",
                        "PENSION 30.00 for 2026-10-01");
        assertThat(works.lines(run, bob)).contains("BASE 2000.00");
        assertThat(works.slips(run).json().at("/items")).as("all but the idle one's").hasSize(3);
        assertThat(works.slips(run).body()).contains("CC-1");
        works.act(works.http, Works.RUNS + "/" + run + "/reset").expect(200);
        UUID next = works.posted(NOVEMBER, "REGULAR");
        assertThat(works.lines(next, less))
                .containsExactly(
                        "TAX -100.00 for 2026-10-01",
                        "BONUS -500.00 for 2026-10-01",
                        "OWED -400.00 for 2026-11-01");
        assertThat(works.balanceOf(LENT)).isEqualTo("400.00");
        works.act(works.http, Works.RUNS + "/" + run + "/cancel").expect(200);
        UUID december = works.calculated(NOVEMBER.plusMonths(1), "REGULAR");
        assertThat(works.slips(december).json().at("/items")).as("of Bob").hasSize(1);
        works.act(works.http, Works.RUNS + "/" + december + "/cancel").expect(200);
        owedUntilReversed(less, next);
    }

    /** What a leaver was paid too much is a loan of the run, and goes with it. */
    private static void owedUntilReversed(UUID less, UUID next) {
        String loan =
                "/api/v1/hr/loans/"
                        + works.http.get("/api/v1/hr/loans?employeeId=" + less).uuid("/items/0/id");
        assertThat(works.http.get(loan).uuid("/runId")).isEqualTo(next);
        assertThat(
                        works.http
                                .get("/api/v1/hr/loans?employeeId=" + less + "&state=CANCELLED")
                                .json()
                                .at("/items"))
                .as("the run that was computed first")
                .hasSize(1);
        works.act(works.http, loan + "/cancel").expect(409);
        String part = "{'amount':{'amount':'1','currency':'EUR'}}";
        assertThat(said(loan + "/repay", early(part)).expect(422).errors())
                .containsExactly("/date order");
        works.assertSound();
        works.act(works.approver, Works.RUNS + "/" + next + "/reverse").expect(200);
        assertThat(works.balanceOf(LENT)).isEqualTo("0.00");
        assertThat(works.http.get(loan).text("/state")).isEqualTo("CANCELLED");
    }

    @Test
    void a_leaver_whose_regular_run_is_reversed_after_his_settlement_gets_his_month_later() {
        UUID ada = works.hired(null, "DEV", "2200");
        works.hired(null, "DEV", "1000");
        UUID regular = works.posted(OCTOBER, "REGULAR");
        bonus(ada, "2026-10-01", "100");
        works.post(Works.EMPLOYEES + "/" + ada + "/leave-company", "{'lastDay':'2026-10-31'}")
                .expect(200);
        UUID settlement = works.posted(OCTOBER, "FINAL");
        assertThat(works.lines(settlement, ada)).contains("BONUS 100.00 for 2026-10-01");
        works.act(works.approver, Works.RUNS + "/" + regular + "/reverse").expect(200);
        works.posted(OCTOBER, "REGULAR");
        assertThat(works.lines(works.calculated(NOVEMBER, "REGULAR"), ada))
                .containsExactly(
                        "BASE 2200.00 for 2026-10-01",
                        "TAX 440.00 for 2026-10-01",
                        "PENSION 220.00 for 2026-10-01");
    }
}

package erp.hr;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Pay of a month: computed, looked at, approved by another, posted, paid, undone, corrected. */
class PayrollIT {
    private static final LocalDate OCTOBER = LocalDate.of(2026, 10, 1);
    private static final LocalDate NOVEMBER = LocalDate.of(2026, 11, 1);

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

    @Test
    void a_run_is_posted_by_cost_centre_and_paid_by_others_than_who_computed_it() {
        UUID ada = works.hired(null, "DEV", "3000");
        works.hired(null, "OPS", "4000");
        UUID run = works.calculated(OCTOBER, "REGULAR");
        String path = Works.RUNS + "/" + run;
        Http.Response seen = works.http.get(path).expect(200);
        assertThat(seen.text("/net/amount")).isEqualTo("5600.00");
        assertThat(seen.text("/employerCost/amount")).isEqualTo("700.00");
        assertThat(works.lines(run, ada))
                .containsExactly("BASE 3000.00", "TAX 600.00", "PENSION 300.00");
        works.act(works.approver, path + "/approve").expect(409);
        works.act(works.http, path + "/review").expect(200);
        assertThat(works.act(works.http, path + "/approve").expect(403).code())
                .isEqualTo("hr.OWN_REQUEST");
        works.act(works.approver, path + "/approve").expect(200);
        Http.Response tried = works.approver.once().post(path + "/post?dryRun=true").expect(200);
        assertThat(tried.text("/state")).isEqualTo("POSTED");
        assertThat(works.balanceOf("2410")).isEqualTo("0.00");
        works.act(works.approver, path + "/post").expect(200);
        assertThat(works.balanceOf("2410")).isEqualTo("-5600.00");
        assertThat(works.balanceOf("2420")).isEqualTo("-2100.00");
        assertThat(works.balanceOf("5800")).isEqualTo("7700.00");
        assertThat(centres(run)).containsExactlyInAnyOrder("CC-1 3300.00", "CC-2 4400.00");
        works.act(works.http, path + "/pay").expect(403);
        works.act(works.approver, path + "/pay").expect(200);
        assertThat(works.balanceOf("2410")).isEqualTo("0.00");
        works.act(works.approver, path + "/pay").expect(409);
        works.act(works.approver, path + "/reverse").expect(409);
        assertThat(works.http.get(path + "/history").body()).doesNotContain("5600");
        assertThat(
                        works.server.count(
                                "select count(*) from core_outbox where payload like '%5600%'"))
                .isZero();
    }

    private static List<String> centres(UUID run) {
        UUID entry =
                works.http
                        .get("/api/v1/finance/journal-entries?sourceId=" + run)
                        .uuid("/items/0/id");
        List<String> centres = new ArrayList<>();
        works.http
                .get("/api/v1/finance/journal-entries/" + entry)
                .json()
                .at("/lines")
                .forEach(
                        line -> {
                            if (!line.at("/costCentre").isNull()) {
                                centres.add(
                                        line.at("/costCentre").asString()
                                                + " "
                                                + line.at("/debit/amount").asString());
                            }
                        });
        return centres;
    }

    @Test
    void a_run_of_many_is_computed_in_batches_with_progress() {
        for (int i = 0; i < 5; i++) {
            works.hired(null, "DEV", "1000");
        }
        UUID run =
                works.post(Works.RUNS, "{'month':'2026-10-31','kind':'REGULAR','text':'Pay'}")
                        .expect(201)
                        .uuid("/id");
        String calculate = Works.RUNS + "/" + run + "/calculate";
        assertThat(works.post(calculate, "{'most':2}").expect(200).text("/state"))
                .isEqualTo("DRAFT");
        works.approver.once().post(calculate).expect(409);
        assertThat(works.post(calculate, "{'most':2}").expect(200).text("/slips")).isEqualTo("4");
        assertThat(works.post(calculate, "{'most':2}").expect(200).text("/state"))
                .isEqualTo("CALCULATED");
        works.act(works.http, Works.RUNS + "/" + run + "/reset").expect(200);
        assertThat(works.act(works.http, calculate).expect(200).text("/slips")).isEqualTo("5");
    }

    @Test
    void what_changed_of_months_that_were_paid_comes_as_corrections_once() {
        UUID ada = works.hired(null, "DEV", "3000");
        works.posted(OCTOBER, "REGULAR");
        works.contract(ada, "2026-10-01", "3300").expect(201);
        assertThat(
                        works.http
                                .get(Works.EMPLOYEES + "/" + ada + "/pay-preview?month=2026-11-30")
                                .expect(200)
                                .text("/gross/amount"))
                .isEqualTo("3600.00");
        UUID november = works.posted(NOVEMBER, "REGULAR");
        assertThat(works.lines(november, ada))
                .containsExactly(
                        "BASE 3300.00",
                        "TAX 660.00",
                        "PENSION 330.00",
                        "BASE 300.00 for 2026-10-01",
                        "TAX 60.00 for 2026-10-01",
                        "PENSION 30.00 for 2026-10-01");
        Http.Response differences =
                works.http.get(Works.RUNS + "/" + november + "/differences").expect(200);
        assertThat(differences.text("/items/0/before/amount")).isEqualTo("2400.00");
        assertThat(differences.text("/items/0/difference/amount")).isEqualTo("480.00");
        UUID december = works.calculated(NOVEMBER.plusMonths(1), "REGULAR");
        assertThat(works.lines(december, ada))
                .containsExactly("BASE 3300.00", "TAX 660.00", "PENSION 330.00");
        assertThat(
                        works.act(works.approver, Works.RUNS + "/" + november + "/reverse")
                                .expect(409)
                                .code())
                .as("December counts on it")
                .isEqualTo("hr.PAYROLL_OUTDATED");
        works.act(works.http, Works.RUNS + "/" + december + "/cancel").expect(200);
        works.act(works.approver, Works.RUNS + "/" + november + "/reverse").expect(200);
        UUID again = works.calculated(NOVEMBER, "REGULAR");
        assertThat(works.lines(again, ada)).contains("BASE 300.00 for 2026-10-01");
        assertThat(works.balanceOf("2410")).isEqualTo("-2400.00");
    }

    @Test
    void an_input_and_unpaid_leave_count_in_their_month() {
        works.post("/api/v1/hr/leave-types", "{'code':'UNPAID','name':'Unpaid','paid':false}")
                .expect(201);
        works.post("/api/v1/hr/leave-policies", Works.policyBody("UNPAID", "NONE", 1)).expect(201);
        UUID ada = works.hired(null, "DEV", "2200");
        works.enrol(ada, "UNPAID-P");
        works.posted(OCTOBER, "REGULAR");
        UUID leave =
                works.post(
                                Works.LEAVE,
                                ("{'employeeId':'%s','leaveType':'UNPAID','from':'2026-10-05',"
                                                + "'to':'2026-10-05'}")
                                        .formatted(ada))
                        .expect(201)
                        .uuid("/id");
        works.act(works.http, Works.LEAVE + "/" + leave + "/submit").expect(200);
        works.act(works.approver, Works.LEAVE + "/" + leave + "/approve").expect(200);
        String inputs = Works.EMPLOYEES + "/" + ada + "/pay-inputs";
        works.post(inputs, "{'month':'2026-11-03','component':'BONUS','amount':'500'}").expect(201);
        UUID run = works.calculated(NOVEMBER, "REGULAR");
        assertThat(works.lines(run, ada))
                .containsExactly(
                        "BASE 2200.00",
                        "BONUS 500.00",
                        "TAX 540.00",
                        "PENSION 220.00",
                        "BASE -100.00 for 2026-10-01",
                        "TAX -20.00 for 2026-10-01",
                        "PENSION -10.00 for 2026-10-01");
    }

    @Test
    void hours_that_were_attended_are_paid_where_a_formula_asks_for_them() {
        UUID ada = works.hired(null, "DEV", "1000");
        works.component("OVER", "EARNING", "ATTENDED_HOURS * 10");
        works.post("/api/v1/hr/pay-structures", "{'code':'H','name':'h','components':['OVER']}")
                .expect(201);
        works.post(
                        Works.EMPLOYEES + "/" + ada + "/contracts",
                        Works.terms("2026-11-01", "1000").replace("STD", "H"))
                .expect(201);
        for (String punch : List.of("IN','at':'2026-11-03T08", "OUT','at':'2026-11-03T15")) {
            works.post(
                            "/api/v1/hr/punches",
                            "{'employeeId':'%s','kind':'%s:30:00Z','reason':'clock broken'}"
                                    .formatted(ada, punch))
                    .expect(201);
        }
        Http.Response preview =
                works.http.get(Works.EMPLOYEES + "/" + ada + "/pay-preview?month=2026-11-30");
        assertThat(preview.expect(200).text("/lines/0/amount/amount")).isEqualTo("70.00");
    }

    @Test
    void a_loan_is_kept_back_and_a_leaver_is_settled_with_his_leave() {
        works.policy("VAC", 1);
        UUID ada = works.hired(null, "DEV", "3150");
        works.enrol(ada, "VAC-P");
        works.grant(ada, "VAC", "5").expect(201);
        UUID loan =
                works.post(
                                "/api/v1/hr/loans",
                                ("{'employeeId':'%s','text':'Car','amount':{'amount':'1000',"
                                     + "'currency':'EUR'},'instalment':{'amount':'100','currency':'EUR'},"
                                     + "'firstMonth':'2026-10-01'}")
                                        .formatted(ada))
                        .expect(201)
                        .uuid("/id");
        String path = "/api/v1/hr/loans/" + loan;
        works.act(works.http, path + "/pay-out").expect(403);
        works.act(works.approver, path + "/pay-out").expect(200);
        UUID october = works.posted(OCTOBER, "REGULAR");
        assertThat(works.lines(october, ada)).contains("LOAN 100.00");
        assertThat(works.http.get(path).text("/outstanding/amount")).isEqualTo("900.00");
        assertThat(works.balanceOf("1400")).isEqualTo("900.00");
        works.act(works.approver, Works.RUNS + "/" + october + "/reverse").expect(200);
        assertThat(works.http.get(path).text("/outstanding/amount")).isEqualTo("1000.00");
        works.post(Works.EMPLOYEES + "/" + ada + "/leave-company", "{'lastDay':'2026-11-30'}")
                .expect(200);
        UUID run = works.calculated(NOVEMBER, "FINAL");
        assertThat(works.lines(run, ada))
                .containsExactly(
                        "BASE 3150.00",
                        "LEAVE 750.00",
                        "TAX 780.00",
                        "PENSION 315.00",
                        "LOAN 1000.00");
        works.grant(ada, "VAC", "1").expect(201);
        works.act(works.http, Works.RUNS + "/" + run + "/review").expect(200);
        works.act(works.approver, Works.RUNS + "/" + run + "/approve").expect(200);
        assertThat(works.act(works.approver, Works.RUNS + "/" + run + "/post").expect(409).code())
                .isEqualTo("hr.PAYROLL_OUTDATED");
        works.grant(ada, "VAC", "-1").expect(201);
        works.act(works.approver, Works.RUNS + "/" + run + "/post").expect(200);
        assertThat(works.balance(ada)).isEqualTo("0");
        works.assertSound();
        works.contract(ada, "2026-12-01", "3150").expect(201);
        UUID back = works.calculated(NOVEMBER.plusMonths(1), "REGULAR");
        assertThat(works.lines(back, ada))
                .as("what was paid out stays so")
                .containsExactly("BASE 3150.00", "TAX 630.00", "PENSION 315.00");
        works.act(works.http, Works.RUNS + "/" + back + "/cancel").expect(200);
        works.act(works.approver, Works.RUNS + "/" + run + "/reverse").expect(200);
        assertThat(works.balance(ada)).isEqualTo("5");
        works.http
                .once()
                .post(Works.RUNS, "{\"month\":\"2026-11-01\",\"kind\":\"REGULAR\",\"text\":\"x\"}")
                .expect(201);
    }

    @Test
    void each_employee_has_one_slip_however_many_runs_are_computed_at_once() throws Exception {
        for (int i = 0; i < 4; i++) {
            works.hired(null, "DEV", "1000");
        }
        List<String> runs = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            runs.add(
                    Works.RUNS
                            + "/"
                            + works.post(
                                            Works.RUNS,
                                            "{'month':'2026-10-01','kind':'REGULAR','text':'x'}")
                                    .uuid("/id")
                            + "/calculate");
        }
        List<Http.Response> answers = Together.run(8, i -> works.act(works.http, runs.get(i)));
        assertThat(answers.stream().filter(it -> it.status() == 200)).hasSize(1);
        assertThat(answers).allSatisfy(it -> assertThat(it.status()).isIn(200, 409));
        assertThat(works.server.count("select count(*) from hr_payslip")).isEqualTo(4);
        String path = runs.getFirst().replace("/calculate", "");
        assertThat(works.http.get(path).expect(200).status()).isEqualTo(200);
    }

    @Test
    void who_cannot_be_paid_is_named_and_nothing_is_kept() {
        UUID ada = works.hired(null, "DEV", "1000");
        works.component("BAD", "EARNING", "PAY / (UNPAID_DAYS)");
        works.post("/api/v1/hr/pay-structures", "{'code':'BAD','name':'x','components':['BAD']}")
                .expect(201);
        works.post(
                        Works.EMPLOYEES + "/" + ada + "/contracts",
                        "{'from':'2026-10-01','pay':{'amount':'1','currency':'EUR'},"
                                + "'weeklyHours':'40','calendar':'FULL','structure':'BAD'}")
                .expect(201);
        UUID run =
                works.post(Works.RUNS, "{'month':'2026-10-01','kind':'REGULAR','text':'x'}")
                        .uuid("/id");
        Http.Response refused =
                works.act(works.http, Works.RUNS + "/" + run + "/calculate").expect(409);
        assertThat(refused.code()).isEqualTo("hr.PAYROLL_FAILED");
        String number = works.http.get(Works.EMPLOYEES + "/" + ada).text("/number");
        assertThat(refused.errors()).containsExactly("/employees/" + number + " formula");
        assertThat(refused.body()).contains("BAD: ");
        works.component("LESS", "EARNING", "0 - PAY - 4242");
        works.post("/api/v1/hr/pay-structures", "{'code':'L','name':'x','components':['LESS']}")
                .expect(201);
        works.post(
                        Works.EMPLOYEES + "/" + ada + "/contracts",
                        Works.terms("2026-11-01", "1").replace("STD", "L"))
                .expect(201);
        Http.Response preview =
                works.http
                        .get(Works.EMPLOYEES + "/" + ada + "/pay-preview?month=2026-11-30")
                        .expect(409);
        assertThat(preview.errors()).containsExactly("/employees/" + number + " negative");
        assertThat(preview.body()).as("nobody notes who has seen it").doesNotContain("4243");
        assertThat(works.server.count("select count(*) from hr_payslip")).isZero();
    }

    private static Http.Response sent(String path, String order) {
        return works.approver.once().post(path + "/payment-file", order.replace('\'', '"'));
    }

    @Test
    void the_payment_file_is_what_banks_take_and_own_slips_are_seen_by_their_employee() {
        UUID user = UUID.randomUUID();
        UUID ada = works.hired(user, "DEV", "3000");
        works.hired(null, "DEV", "2000");
        UUID run = works.calculated(OCTOBER, "REGULAR");
        Http self = works.self(user);
        assertThat(self.get("/api/v1/hr/me/payslips").expect(200).json().at("/items")).isEmpty();
        String path = Works.RUNS + "/" + run;
        String order =
                "{'debtorName':'Øster & Söhne','debtorIban':'%s','executionDate':'2026-11-30'}"
                        .formatted(Works.IBANS[0]);
        sent(path, order).expect(409);
        works.act(works.http, path + "/review").expect(200);
        works.act(works.approver, path + "/approve").expect(200);
        works.act(works.approver, path + "/post").expect(200);
        assertThat(works.post(path + "/payment-file", order).expect(403).code())
                .isEqualTo("hr.OWN_REQUEST");
        Http.Response file = sent(path, order).expect(200);
        assertThat(file.text("/total/amount")).isEqualTo("4000.00");
        assertThat(PaymentSchema.errors(file.text("/xml"))).isEmpty();
        assertThat(file.text("/xml")).contains("<Nm>Jorg Muller").contains("<Nm>Oster . Sohne");
        assertThat(sent(path, order).text("/messageId")).isEqualTo(file.text("/messageId"));
        assertThat(sent(path, order.replace("DE89", "DE88")).expect(422).errors())
                .containsExactly("/debtorIban iban");
        UUID slip = self.get("/api/v1/hr/me/payslips").expect(200).uuid("/items/0/id");
        assertThat(self.get("/api/v1/hr/me/payslips/" + slip).text("/slip/net/amount"))
                .isEqualTo("2400.00");
        works.self(UUID.randomUUID()).get("/api/v1/hr/me/payslips/" + slip).expect(404);
        works.http
                .with("If-Match", "*")
                .put(Works.EMPLOYEES + "/" + ada + "/person", "{}")
                .expect(200);
        assertThat(sent(path, order).expect(409).code()).isEqualTo("hr.NO_BANK_ACCOUNT");
        String reverse = path + "/reverse";
        assertThat(works.act(works.approver, reverse).expect(409).code())
                .as("the bank may pay it still")
                .isEqualTo("hr.PAYROLL_STATE");
        works.approver.once().post(reverse, "{\"refusedByBank\":true}").expect(200);
    }
}

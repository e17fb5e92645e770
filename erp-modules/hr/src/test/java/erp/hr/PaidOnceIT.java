package erp.hr;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** However runs follow each other, a month is paid once, and one employee stops nobody's pay. */
class PaidOnceIT {
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

    private static String drafted(LocalDate month, String kind) {
        return Works.RUNS
                + "/"
                + works.post(
                                Works.RUNS,
                                "{'month':'%s','kind':'%s','text':'Pay'}".formatted(month, kind))
                        .expect(201)
                        .uuid("/id");
    }

    private static void leaves(UUID employee, String day) {
        works.post(
                        Works.EMPLOYEES + "/" + employee + "/leave-company",
                        "{'lastDay':'%s'}".formatted(day))
                .expect(200);
    }

    @Test
    void whoever_has_a_slip_that_is_not_posted_gets_no_other() throws Exception {
        UUID ada = works.hired(null, "DEV", "2200");
        String number = works.http.get(Works.EMPLOYEES + "/" + ada).text("/number");
        UUID regular = works.calculated(OCTOBER, "REGULAR");
        String later = drafted(NOVEMBER, "REGULAR");
        Http.Response refused = works.act(works.http, later + "/calculate").expect(409);
        assertThat(refused.code()).isEqualTo("hr.PAYROLL_OUTDATED");
        assertThat(refused.errors()).containsExactly("/employees/" + number + " pending");
        leaves(ada, "2026-10-31");
        String settlement = drafted(OCTOBER, "FINAL");
        works.act(works.http, settlement + "/calculate").expect(409);
        sql("update hr_payslip set live = null");
        works.act(works.http, settlement + "/calculate").expect(200);
        sql("update hr_payslip set live = 1");
        works.act(works.http, settlement + "/review").expect(200);
        works.act(works.approver, settlement + "/approve").expect(200);
        assertThat(works.act(works.approver, settlement + "/post").expect(409).errors())
                .containsExactly("/employees/" + number + " pending");
        works.act(works.http, Works.RUNS + "/" + regular + "/cancel").expect(200);
        works.act(works.approver, settlement + "/post").expect(200);
    }

    private static void sql(String statement) throws Exception {
        try (Connection connection = works.server.schema().administrator().connect();
                Statement update = connection.createStatement()) {
            update.executeUpdate(statement);
        }
    }

    @Test
    void who_comes_back_in_the_month_of_his_settlement_gets_what_is_missing_of_it() {
        works.policy("VAC", 1);
        UUID ada = works.hired(null, "DEV", "2200");
        works.grant(ada, "VAC", "2").expect(201);
        leaves(ada, "2026-10-15");
        UUID settlement = works.posted(OCTOBER, "FINAL");
        assertThat(works.lines(settlement, ada)).contains("BASE 1100.00", "LEAVE 100.00");
        works.contract(ada, "2026-10-20", "2200").expect(201);
        assertThat(works.lines(works.calculated(OCTOBER, "REGULAR"), ada))
                .contains("BASE 900.00 for 2026-10-01", "PENSION 90.00 for 2026-10-01")
                .allMatch(it -> it.endsWith(" for 2026-10-01"))
                .noneMatch(it -> it.contains("-100.00"));
    }

    @Test
    void a_leaver_who_was_paid_too_much_owes_that_less_his_leave_which_is_taken_out() {
        works.policy("VAC", 1);
        UUID ada = works.hired(null, "DEV", "2200");
        UUID bob = works.hired(null, "DEV", "2200");
        works.grant(ada, "VAC", "5").expect(201);
        works.posted(OCTOBER, "REGULAR");
        leaves(ada, "2026-10-15");
        leaves(bob, "2026-10-31");
        UUID settlement = works.posted(OCTOBER, "FINAL");
        assertThat(works.lines(settlement, ada))
                .containsExactly(
                        "BASE -1100.00 for 2026-10-01",
                        "LEAVE 250.00 for 2026-10-01",
                        "TAX -170.00 for 2026-10-01",
                        "PENSION -110.00 for 2026-10-01",
                        "OWED -680.00 for 2026-10-01");
        assertThat(works.balance(ada)).isEqualTo("0");
        assertThat(works.balanceOf("1400")).isEqualTo("680.00");
        works.assertSound();
        works.hired(null, "DEV", "1000");
        assertThat(works.slips(works.calculated(NOVEMBER, "REGULAR")).json().at("/items"))
                .as("nothing is left to settle")
                .hasSize(1);
        works.act(works.approver, Works.RUNS + "/" + settlement + "/reverse").expect(200);
        assertThat(works.balance(ada)).isEqualTo("5");
        assertThat(works.balanceOf("1400")).isEqualTo("0.00");
    }

    @Test
    void a_run_that_a_settlement_counts_on_is_not_reversed_before_that_is_computed_anew()
            throws Exception {
        UUID ada = works.hired(null, "DEV", "2200");
        works.hired(null, "DEV", "1000");
        String number = works.http.get(Works.EMPLOYEES + "/" + ada).text("/number");
        UUID regular = works.posted(OCTOBER, "REGULAR");
        works.post(
                        Works.EMPLOYEES + "/" + ada + "/pay-inputs",
                        "{'month':'2026-10-01','component':'BONUS','amount':'100'}")
                .expect(201);
        leaves(ada, "2026-10-31");
        UUID settlement = works.calculated(OCTOBER, "FINAL");
        assertThat(works.lines(settlement, ada))
                .containsExactly("BONUS 100.00 for 2026-10-01", "TAX 20.00 for 2026-10-01");
        String reverse = Works.RUNS + "/" + regular + "/reverse";
        Http.Response refused = works.act(works.approver, reverse).expect(409);
        assertThat(refused.code()).isEqualTo("hr.PAYROLL_OUTDATED");
        assertThat(refused.errors()).containsExactly("/employees/" + number + " pending");
        works.act(works.http, Works.RUNS + "/" + settlement + "/reset").expect(200);
        List<Http.Response> raced =
                Together.run(
                        8,
                        i ->
                                i == 0
                                        ? works.act(works.approver, reverse)
                                        : works.act(
                                                works.http,
                                                Works.RUNS + "/" + settlement + "/calculate"));
        assertThat(raced).allSatisfy(it -> assertThat(it.status()).isIn(200, 409));
        boolean reversed = raced.getFirst().status() == 200;
        assertThat(works.lines(settlement, ada))
                .contains(reversed ? "BASE 2200.00" : "BONUS 100.00 for 2026-10-01");
    }

    @Test
    void a_month_that_is_run_again_is_paid_less_what_corrected_it_meanwhile() {
        UUID ada = works.hired(null, "DEV", "3000");
        UUID october = works.posted(OCTOBER, "REGULAR");
        works.contract(ada, "2026-10-01", "3300").expect(201);
        works.posted(NOVEMBER, "REGULAR");
        works.act(works.approver, Works.RUNS + "/" + october + "/reverse").expect(200);
        assertThat(works.lines(works.calculated(OCTOBER, "REGULAR"), ada))
                .containsExactly(
                        "BASE 3000.00 for 2026-10-01",
                        "TAX 600.00 for 2026-10-01",
                        "PENSION 300.00 for 2026-10-01");
    }

    @Test
    void a_correction_that_takes_more_than_there_is_waits_for_the_next_run() {
        UUID ada = works.hired(null, "DEV", "5000");
        UUID bob = works.hired(null, "DEV", "2000");
        works.posted(OCTOBER, "REGULAR");
        works.contract(ada, "2026-10-01", "1000").expect(201);
        UUID november = works.posted(NOVEMBER, "REGULAR");
        assertThat(works.lines(november, ada))
                .containsExactly("BASE 1000.00", "TAX 200.00", "PENSION 100.00");
        assertThat(works.lines(november, bob)).contains("BASE 2000.00");
        works.contract(ada, "2026-12-01", "6000").expect(201);
        assertThat(works.lines(works.calculated(NOVEMBER.plusMonths(1), "REGULAR"), ada))
                .containsExactly(
                        "BASE 6000.00",
                        "TAX 1200.00",
                        "PENSION 600.00",
                        "BASE -4000.00 for 2026-10-01",
                        "TAX -800.00 for 2026-10-01",
                        "PENSION -400.00 for 2026-10-01");
    }

    @Test
    void of_a_leaver_a_loan_is_kept_back_that_was_to_begin_later() {
        UUID ada = works.hired(null, "DEV", "3000");
        UUID loan =
                works.post(
                                "/api/v1/hr/loans",
                                ("{'employeeId':'%s','text':'Car','amount':{'amount':'1000',"
                                     + "'currency':'EUR'},'instalment':{'amount':'100','currency':'EUR'},"
                                     + "'firstMonth':'2027-06-01'}")
                                        .formatted(ada))
                        .expect(201)
                        .uuid("/id");
        works.act(works.approver, "/api/v1/hr/loans/" + loan + "/pay-out").expect(200);
        leaves(ada, "2026-11-30");
        assertThat(works.lines(works.calculated(NOVEMBER, "FINAL"), ada)).contains("LOAN 1000.00");
    }
}

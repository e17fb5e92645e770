package erp.hr;

import erp.migrations.PlantedFaults;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * Each check of hr finds what it is for: a fault is planted in a transaction that is rolled back,
 * and the check, which was silent before, speaks.
 */
class ChecksIT {
    private static final List<String> NETS =
            List.of(
                    "hr_leave_type drop constraint ck_hr_leave_type_lowest",
                    "hr_payslip drop constraint ck_hr_payslip_net",
                    "hr_payslip drop index uq_hr_payslip_employee",
                    "hr_payroll_run drop constraint ck_hr_payroll_run_net",
                    "hr_payroll_run drop constraint ck_hr_payroll_run_posted",
                    "hr_expense_claim drop constraint ck_hr_expense_claim_payment",
                    "hr_expense_claim drop constraint ck_hr_expense_claim_total",
                    "hr_leave_request drop constraint ck_hr_leave_request_days");

    private static Works works;

    @BeforeAll
    static void a_company_at_work_without_its_nets() throws SQLException {
        works = new Works();
        works.policy("VAC", 1);
        UUID boss = works.hired(UUID.randomUUID(), "OPS", "5000");
        UUID ada = works.hired(UUID.randomUUID(), "DEV", "3000");
        works.post(
                        Works.EMPLOYEES + "/" + ada + "/assignments",
                        "{'from':'2026-02-01','department':'DEV','position':'ENG','managerId':'%s'}"
                                .formatted(boss))
                .expect(201);
        works.contract(ada, "2026-06-01", "3100").expect(201);
        works.enrol(ada, "VAC-P");
        works.post(
                        Works.EMPLOYEES + "/" + ada + "/leave-enrolments",
                        "{'from':'2026-06-01','policy':'VAC-P'}")
                .expect(201);
        works.grant(ada, "VAC", "10").expect(201);
        leave(ada, "2027-01-04", true);
        leave(ada, "2027-02-01", true);
        leave(ada, "2027-03-01", false);
        claims(ada);
        works.post(
                        "/api/v1/hr/loans",
                        ("{'employeeId':'%s','text':'Car','amount':{'amount':'900',"
                             + "'currency':'EUR'},'instalment':{'amount':'100','currency':'EUR'},"
                             + "'firstMonth':'2026-01-01'}")
                                .formatted(ada))
                .expect(201);
        UUID loan = works.http.get("/api/v1/hr/loans").uuid("/items/0/id");
        works.act(works.approver, "/api/v1/hr/loans/" + loan + "/pay-out").expect(200);
        works.approver
                .once()
                .post(
                        "/api/v1/hr/loans/" + loan + "/repay",
                        "{\"amount\":{\"amount\":\"50\",\"currency\":\"EUR\"}}")
                .expect(200);
        runs(ada);
        others(ada);
        try (Connection connection = works.server.schema().administrator().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create index ix_of_the_test on hr_payslip (employee_id)");
            for (String net : NETS) {
                statement.execute("alter table " + net);
            }
        }
    }

    /** Reversed, paid and given back in part, paid and reversed, posted, calculated. */
    private static void runs(UUID ada) {
        UUID first = works.posted(LocalDate.of(2026, 8, 1), "REGULAR");
        works.act(works.approver, Works.RUNS + "/" + first + "/reverse").expect(200);
        UUID paid = works.posted(LocalDate.of(2026, 9, 1), "REGULAR");
        works.act(works.approver, Works.RUNS + "/" + paid + "/pay").expect(200);
        works.approver
                .once()
                .post(
                        Works.RUNS + "/" + paid + "/return-payment",
                        "{\"employeeIds\":[\"" + ada + "\"]}")
                .expect(200);
        works.posted(LocalDate.of(2026, 10, 1), "REGULAR");
        UUID recovered = works.posted(LocalDate.of(2026, 7, 1), "REGULAR");
        works.act(works.approver, Works.RUNS + "/" + recovered + "/pay").expect(200);
        works.approver
                .once()
                .post(Works.RUNS + "/" + recovered + "/reverse", "{\"recover\":true}")
                .expect(200);
        UUID eve = works.hired(UUID.randomUUID(), "DEV", "1000");
        works.posted(LocalDate.of(2026, 5, 1), "REGULAR");
        works.post(Works.EMPLOYEES + "/" + eve + "/leave-company", "{'lastDay':'2026-04-30'}")
                .expect(200);
        works.calculated(LocalDate.of(2026, 11, 1), "REGULAR");
    }

    private static void leave(UUID employee, String day, boolean approved) {
        UUID id =
                works.post(
                                Works.LEAVE,
                                "{'employeeId':'%s','leaveType':'VAC','from':'%s','to':'%s'}"
                                        .formatted(employee, day, day))
                        .expect(201)
                        .uuid("/id");
        works.act(works.http, Works.LEAVE + "/" + id + "/submit").expect(200);
        if (approved) {
            works.act(works.approver, Works.LEAVE + "/" + id + "/approve").expect(200);
        }
    }

    private static void claims(UUID employee) {
        works.post("/api/v1/hr/expense-types", "{'code':'TRAIN','name':'Trains'}").expect(201);
        for (List<String> acts :
                List.of(
                        List.of("submit", "approve"),
                        List.of("submit", "approve", "reimburse"),
                        List.of("submit", "approve", "reverse"),
                        List.<String>of())) {
            UUID id =
                    works.post(
                                    Works.CLAIMS,
                                    ("{'employeeId':'%s','text':'x','lines':[{'date':'2026-11-01',"
                                         + "'expenseType':'TRAIN','text':'x','net':{'amount':'10','currency':'EUR'}}]}")
                                            .formatted(employee))
                            .expect(201)
                            .uuid("/id");
            acts.forEach(
                    act ->
                            works.act(
                                            act.equals("submit") ? works.http : works.approver,
                                            Works.CLAIMS + "/" + id + "/" + act)
                                    .expect(200));
        }
    }

    private static void others(UUID employee) {
        works.post(
                        "/api/v1/hr/shifts",
                        "{'code':'E','name':'Early','startsAt':'06:00','endsAt':'14:00',"
                                + "'breakMinutes':30}")
                .expect(201);
        works.post(
                        "/api/v1/hr/shift-plans",
                        "{'employeeId':'%s','day':'2026-11-02','shift':'E'}".formatted(employee))
                .expect(201);
        works.post(
                        "/api/v1/hr/punches",
                        "{'employeeId':'%s','kind':'IN','at':'2026-11-02T06:00:00Z','reason':'x'}"
                                .formatted(employee))
                .expect(201);
        works.post(
                        Works.EMPLOYEES + "/" + employee + "/pay-inputs",
                        "{'month':'2026-11-01','component':'BONUS','amount':'5'}")
                .expect(201);
    }

    @AfterAll
    static void close() {
        works.close();
    }

    @Test
    void nothing_is_found_where_nothing_is_wrong() {
        works.assertSound();
    }

    @ParameterizedTest(name = "{0} finds: {1}")
    @CsvFileSource(resources = "planted-faults.txt", delimiter = '|')
    void a_planted_fault_is_found(String check, String fault) throws Exception {
        PlantedFaults.assertFound(works.server.schema(), check, fault);
    }
}

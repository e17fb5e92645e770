package erp.hr;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;
import erp.core.TestServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Leave: what is given, asked for, approved, and what is left. */
class LeaveIT {
    private static Works works;

    @BeforeAll
    static void open() {
        works = new Works();
        works.policy("VAC", 1);
        works.policy("VAC2", 2);
    }

    @AfterAll
    static void close() {
        works.close();
    }

    @AfterEach
    void rules_hold() {
        works.assertSound();
    }

    private static UUID draft(UUID employee, String type, String from, String to) {
        return works.post(Works.LEAVE, body(employee, type, from, to)).expect(201).uuid("/id");
    }

    private static String body(UUID employee, String type, String from, String to) {
        return "{'employeeId':'%s','leaveType':'%s','from':'%s','to':'%s'}"
                .formatted(employee, type, from, to);
    }

    private static UUID submitted(UUID employee, String type, String from, String to) {
        UUID id = draft(employee, type, from, to);
        works.act(works.http, Works.LEAVE + "/" + id + "/submit").expect(200);
        return id;
    }

    private static UUID worker(String policy, String days) {
        UUID id = works.hired(null, "DEV", "3000");
        works.enrol(id, policy);
        works.grant(id, policy.replace("-P", ""), days).expect(201);
        return id;
    }

    @Test
    void workdays_count_and_holidays_do_not() {
        UUID ada = worker("VAC-P", "10");
        UUID id = draft(ada, "VAC", "2026-12-21", "2026-12-28");
        assertThat(works.http.get(Works.LEAVE + "/" + id).text("/days")).isEqualTo("5");
        assertThat(
                        works.post(Works.LEAVE, body(ada, "VAC", "2026-12-25", "2026-12-27"))
                                .expect(422)
                                .errors())
                .containsExactly("/from workday");
        assertThat(
                        works.post(Works.LEAVE, body(ada, "VAC", "2026-12-28", "2026-12-27"))
                                .expect(422)
                                .errors())
                .containsExactly("/to order");
    }

    @Test
    void of_32_clients_who_approve_one_request_one_does() throws Exception {
        UUID ada = worker("VAC-P", "10");
        UUID id = submitted(ada, "VAC", "2027-03-01", "2027-03-05");
        List<Http> clients =
                java.util.stream.IntStream.range(0, 32)
                        .mapToObj(_ -> works.server.as(UUID.randomUUID(), TestServer.COMPANY, "*"))
                        .toList();
        List<Http.Response> answers =
                Together.run(
                        32, i -> works.act(clients.get(i), Works.LEAVE + "/" + id + "/approve"));
        assertThat(answers.stream().filter(it -> it.status() == 200)).hasSize(1);
        assertThat(answers.stream().filter(it -> it.status() != 200))
                .allSatisfy(
                        it -> {
                            assertThat(it.status()).isEqualTo(409);
                            assertThat(it.code()).isEqualTo("hr.LEAVE_STATE");
                        });
        assertThat(works.balance(ada)).isEqualTo("5");
    }

    @Test
    void of_requests_that_together_go_beyond_the_floor_only_those_that_fit_are_approved()
            throws Exception {
        UUID ada = worker("VAC-P", "5");
        List<UUID> ids = new ArrayList<>();
        for (int week = 1; week <= 32; week++) {
            LocalDate monday = LocalDate.of(2027, 5, 3).plusWeeks(week);
            ids.add(submitted(ada, "VAC", "" + monday, "" + monday.plusDays(1)));
        }
        List<Http.Response> answers =
                Together.run(
                        32,
                        i ->
                                works.act(
                                        works.approver,
                                        Works.LEAVE + "/" + ids.get(i) + "/approve"));
        assertThat(answers.stream().filter(it -> it.status() == 200)).hasSize(2);
        assertThat(answers.stream().filter(it -> it.status() == 409))
                .hasSize(30)
                .allSatisfy(it -> assertThat(it.code()).isEqualTo("hr.INSUFFICIENT_LEAVE"));
        assertThat(works.balance(ada)).isEqualTo("1");
        works.post(Works.LEAVE, body(ada, "VAC", "2027-09-06", "2027-09-07")).expect(201);
    }

    @Test
    void of_32_requests_for_the_same_days_that_are_made_at_once_one_stands() throws Exception {
        UUID ada = worker("VAC-P", "100");
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            ids.add(draft(ada, "VAC", "2027-11-0" + (1 + i % 3), "2027-11-0" + (3 + i % 3)));
        }
        List<Http.Response> answers =
                Together.run(
                        32, i -> works.act(works.http, Works.LEAVE + "/" + ids.get(i) + "/submit"));
        assertThat(answers.stream().filter(it -> it.status() == 200)).hasSize(1);
        assertThat(answers.stream().filter(it -> it.status() != 200))
                .allSatisfy(
                        it -> {
                            assertThat(it.status()).isEqualTo(409);
                            assertThat(it.code()).isEqualTo("hr.LEAVE_OVERLAP");
                        });
    }

    @Test
    void one_approval_that_is_sent_32_times_is_answered_alike_and_takes_once() throws Exception {
        UUID ada = worker("VAC-P", "10");
        UUID id = submitted(ada, "VAC", "2027-12-06", "2027-12-07");
        Http again = works.approver.with("Idempotency-Key", UUID.randomUUID().toString());
        List<Http.Response> answers =
                Together.run(32, _ -> again.post(Works.LEAVE + "/" + id + "/approve"));
        assertThat(answers).allSatisfy(it -> assertThat(it.status()).isIn(200, 409));
        assertThat(answers.stream().filter(it -> it.status() == 409))
                .allSatisfy(it -> assertThat(it.code()).startsWith("core.IDEMPOTENCY"));
        assertThat(again.post(Works.LEAVE + "/" + id + "/approve").expect(200).text("/state"))
                .isEqualTo("APPROVED");
        assertThat(works.balance(ada)).isEqualTo("8");
    }

    @Test
    void leave_does_not_overlap_and_comes_back_when_it_is_cancelled() {
        UUID ada = worker("VAC-P", "10");
        UUID first = submitted(ada, "VAC", "2027-02-01", "2027-02-03");
        UUID second = draft(ada, "VAC", "2027-02-03", "2027-02-04");
        Http.Response refused =
                works.act(works.http, Works.LEAVE + "/" + second + "/submit").expect(409);
        assertThat(refused.code()).isEqualTo("hr.LEAVE_OVERLAP");
        works.act(works.approver, Works.LEAVE + "/" + first + "/approve").expect(200);
        assertThat(works.balance(ada)).isEqualTo("7");
        works.act(works.http, Works.LEAVE + "/" + first + "/cancel").expect(200);
        assertThat(works.balance(ada)).isEqualTo("10");
        works.act(works.http, Works.LEAVE + "/" + second + "/submit").expect(200);
        works.act(works.approver, Works.LEAVE + "/" + second + "/reject").expect(200);
        works.act(works.http, Works.LEAVE + "/" + second + "/cancel").expect(409);
        String at = Works.EMPLOYEES + "/" + ada + "/leave-balances?on=";
        assertThat(works.http.get(at + "2025-12-31").text("/balances/0/days")).isEqualTo("0");
        assertThat(works.http.get(at + "2026-01-01").text("/balances/0/days")).isEqualTo("10");
    }

    @Test
    void managers_approve_level_by_level_or_whoever_they_delegate_to() {
        UUID[] users = {UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID()};
        UUID boss = works.hired(users[0], "OPS", "9000");
        UUID lead = works.hired(users[1], "DEV", "5000");
        UUID ada = works.hired(users[2], "DEV", "3000");
        UUID deputy = works.hired(users[3], "OPS", "4000");
        leads(lead, boss);
        leads(ada, lead);
        works.enrol(ada, "VAC2-P");
        works.grant(ada, "VAC2", "10").expect(201);
        Http self = works.self(users[2]);
        String mine = "/api/v1/hr/me/leave-requests";
        UUID id =
                self.post(
                                mine,
                                "{\"leaveType\":\"VAC2\",\"from\":\"2027-04-05\",\"to\":\"2027-04-06\"}")
                        .expect(201)
                        .uuid("/id");
        assertThat(self.post(mine + "/" + id + "/submit").expect(200).uuid("/approverId"))
                .isEqualTo(lead);
        String decide = "/api/v1/hr/me/leave-approvals";
        assertThat(self.post(decide + "/" + id + "/approve").expect(403).code())
                .isEqualTo("hr.OWN_REQUEST");
        assertThat(works.self(users[0]).post(decide + "/" + id + "/approve").expect(403).code())
                .isEqualTo("hr.NOT_YOURS");
        assertThat(works.self(users[1]).get(decide).expect(200).uuid("/items/0/id")).isEqualTo(id);
        works.self(users[1]).post(decide + "/" + id + "/approve").expect(200);
        assertThat(works.balance(ada)).isEqualTo("10");
        works.self(users[1]).post(decide + "/" + id + "/approve").expect(403);
        works.self(users[0])
                .post(
                        "/api/v1/hr/me/delegations",
                        "{\"toEmployeeId\":\"%s\",\"from\":\"%s\",\"to\":\"%s\"}"
                                .formatted(deputy, works.today(), works.today().plusDays(3)))
                .expect(201);
        assertThat(works.self(users[3]).get(decide).expect(200).uuid("/items/0/id")).isEqualTo(id);
        Http.Response done = works.self(users[3]).post(decide + "/" + id + "/approve").expect(200);
        assertThat(done.text("/state")).isEqualTo("APPROVED");
        assertThat(done.uuid("/decisions/1/onBehalfOf")).isEqualTo(boss);
        assertThat(works.balance(ada)).isEqualTo("8");
        self.post(mine + "/" + id + "/cancel").expect(200);
        assertThat(works.balance(ada)).isEqualTo("10");
    }

    private static void leads(UUID employee, UUID manager) {
        works.post(
                        Works.EMPLOYEES + "/" + employee + "/assignments",
                        "{'from':'2026-02-01','department':'DEV','position':'ENG','managerId':'%s'}"
                                .formatted(manager))
                .expect(201);
    }

    @Test
    void a_month_gives_each_employee_once_what_is_due() {
        works.reset();
        works.policy("VAC", 1);
        works.policy("VAC2", 2);
        works.post(
                        "/api/v1/hr/leave-policies",
                        Works.policyBody("VAC", "MONTHLY", 1).replace("VAC-P", "MONTHLY-P"))
                .expect(201);
        UUID yearly = works.hired(null, "DEV", "3000");
        works.enrol(yearly, "VAC-P");
        UUID monthly = works.hired(null, "DEV", "3000");
        works.enrol(monthly, "MONTHLY-P");
        assertThat(accrue("2026-01-31")).isEqualTo("2 2 true");
        assertThat(accrue("2026-01-01")).isEqualTo("0 0 true");
        assertThat(works.balance(yearly)).isEqualTo("24");
        assertThat(accrue("2026-02-01")).isEqualTo("1 1 true");
        assertThat(works.balance(monthly)).isEqualTo("4");
        works.server.clock().set(java.time.Instant.parse("2027-04-15T08:00:00Z"));
        assertThat(accrue("2027-01-01")).isEqualTo("2 7 true");
        assertThat(works.balance(yearly)).isEqualTo("29");
        assertThat(balanceOn(yearly, "2026-12-30")).isEqualTo("24");
        assertThat(balanceOn(yearly, "2026-12-31")).isEqualTo("0");
        assertThat(balanceOn(monthly, "2027-01-01")).isEqualTo("6");
        UUID id = submitted(yearly, "VAC", "2027-03-01", "2027-03-02");
        works.act(works.approver, Works.LEAVE + "/" + id + "/approve").expect(200);
        assertThat(accrue("2027-04-01")).isEqualTo("2 3 true");
        assertThat(works.balance(yearly)).isEqualTo("24");
        assertThat(accrue("2027-04-01")).isEqualTo("0 0 true");
        assertThat(
                        works.post("/api/v1/hr/leave-accruals", "{'month':'2027-05-01'}")
                                .expect(422)
                                .errors())
                .containsExactly("/month future");
        works.server.clock().set(java.time.Instant.parse("2026-11-24T08:00:00Z"));
    }

    @Test
    void who_has_left_is_given_no_more_and_january_can_be_run_again() {
        works.reset();
        works.policy("VAC", 1);
        works.post(
                        "/api/v1/hr/leave-policies",
                        Works.policyBody("VAC", "MONTHLY", 1)
                                .replace("VAC-P", "MONTHLY-P")
                                .replace("'carryOver':'5'", "'carryOver':'0'"))
                .expect(201);
        UUID leaver = works.hired(null, "DEV", "3000");
        works.enrol(leaver, "VAC-P");
        UUID ada = works.hired(null, "DEV", "3000");
        works.enrol(ada, "MONTHLY-P");
        works.grant(ada, "VAC", "5").expect(201);
        works.post(Works.EMPLOYEES + "/" + leaver + "/leave-company", "{'lastDay':'2026-06-15'}")
                .expect(200);
        assertThat(accrue("2026-07-01")).isEqualTo("1 1 true");
        assertThat(accrue("2026-06-01")).isEqualTo("2 2 true");
        assertThat(works.balance(leaver)).as("half of the year's").isEqualTo("12");
        UUID id = submitted(ada, "VAC", "2027-03-01", "2027-03-03");
        works.act(works.approver, Works.LEAVE + "/" + id + "/approve").expect(200);
        works.server.clock().set(java.time.Instant.parse("2027-02-15T08:00:00Z"));
        assertThat(accrue("2027-01-01")).isEqualTo("1 2 true");
        assertThat(accrue("2027-02-01")).isEqualTo("1 1 true");
        assertThat(accrue("2027-01-01")).isEqualTo("0 0 true");
        works.server.clock().set(java.time.Instant.parse("2026-11-24T08:00:00Z"));
    }

    @Test
    void who_entered_a_request_for_another_does_not_decide_on_it() {
        UUID ada = worker("VAC-P", "10");
        UUID id = submitted(ada, "VAC", "2027-07-05", "2027-07-06");
        for (String act : List.of("approve", "reject")) {
            assertThat(works.act(works.http, Works.LEAVE + "/" + id + "/" + act).expect(403).code())
                    .isEqualTo("hr.OWN_REQUEST");
        }
        works.act(works.approver, Works.LEAVE + "/" + id + "/approve").expect(200);
    }

    private static String accrue(String month) {
        Http.Response done =
                works.post("/api/v1/hr/leave-accruals", "{'month':'%s'}".formatted(month))
                        .expect(200);
        return done.text("/employees") + " " + done.text("/entries") + " " + done.text("/complete");
    }

    private static String balanceOn(UUID employee, String day) {
        return works.http
                .get(Works.EMPLOYEES + "/" + employee + "/leave-balances?on=" + day)
                .text("/balances/0/days");
    }
}

package erp.hr;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;
import erp.core.TestServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Employees, what is dated of theirs, and who may see what is personal. */
class PeopleIT {
    private static Works works;

    @BeforeAll
    static void open() {
        works = new Works();
    }

    @AfterAll
    static void close() {
        works.close();
    }

    @AfterEach
    void rules_hold() {
        works.assertSound();
    }

    @Test
    void contracts_follow_each_other_and_are_asked_for_at_any_date() {
        UUID ada = works.hired(null, "DEV", "3000");
        works.contract(ada, "2026-07-01", "3300").expect(201);
        String path = Works.EMPLOYEES + "/" + ada + "/contracts";
        assertThat(pay(path + "?on=2026-06-30")).isEqualTo("3000.00");
        assertThat(pay(path + "?on=2026-07-01")).isEqualTo("3300.00");
        assertThat(works.http.get(path + "?on=2025-12-31").json().at("/items")).isEmpty();
        Http.Response refused = works.contract(ada, "2026-05-01", "1").expect(409);
        assertThat(refused.code()).isEqualTo("hr.OVERLAP");
        assertThat(refused.errors()).containsExactly("/from overlap");
        assertThat(works.contract(ada, "2025-12-31", "1").expect(422).errors())
                .containsExactly("/from hired");
        assertThat(works.http.get(Works.EMPLOYEES + "/" + ada + "/history").body())
                .contains("agree-contract")
                .doesNotContain("3300")
                .doesNotContain("DE89");
    }

    private static String pay(String path) {
        return works.http.get(path).expect(200).text("/items/0/pay/amount");
    }

    @Test
    void of_32_contracts_that_overlap_one_is_agreed() throws Exception {
        UUID ada = works.employee(null);
        String until = "'to':'2026-06-30','pay'";
        List<Http.Response> answers =
                Together.run(
                        32,
                        i ->
                                works.post(
                                        Works.EMPLOYEES + "/" + ada + "/contracts",
                                        Works.terms("" + LocalDate.of(2026, 3, 1 + i % 31), "1000")
                                                .replace("'pay'", until)));
        assertThat(answers.stream().filter(it -> it.status() == 201)).hasSize(1);
        assertThat(answers.stream().filter(it -> it.status() != 201))
                .allSatisfy(it -> assertThat(it.status()).isEqualTo(409));
    }

    @Test
    void who_leaves_ends_contract_and_place_and_may_come_back() {
        UUID ada = works.hired(null, "DEV", "3000");
        String leave = Works.EMPLOYEES + "/" + ada + "/leave-company";
        assertThat(works.post(leave, "{'lastDay':'2025-12-31'}").expect(422).errors())
                .containsExactly("/lastDay order");
        works.post(leave, "{'lastDay':'2026-09-30'}").expect(200);
        works.post(leave, "{'lastDay':'2026-10-30'}").expect(409);
        assertThat(
                        works.http
                                .get(Works.EMPLOYEES + "/" + ada + "/contracts?on=2026-10-01")
                                .json()
                                .at("/items"))
                .isEmpty();
        works.contract(ada, "2026-11-01", "3100").expect(201);
        assertThat(works.http.get(Works.EMPLOYEES + "/" + ada).json().at("/leftOn").isNull())
                .isTrue();
    }

    @Test
    void personal_data_is_for_those_with_the_right_and_each_read_is_noted() {
        UUID user = UUID.randomUUID();
        UUID ada = works.hired(user, "DEV", "3000");
        UUID bob = works.hired(null, "DEV", "4000");
        Http clerk = works.server.as("hr.employees.read", "hr.employees.write");
        for (String path :
                List.of(
                        "/person",
                        "/contracts",
                        "/pay-inputs",
                        "/pay-preview",
                        "/leave-balances",
                        "/attendance")) {
            clerk.get(Works.EMPLOYEES + "/" + ada + path).expect(403);
        }
        for (String path : List.of("/payroll-runs", "/loans", "/personal-accesses")) {
            clerk.get("/api/v1/hr" + path).expect(403);
        }
        assertThat(clerk.get(Works.EMPLOYEES + "/" + ada).expect(200).body())
                .doesNotContain("3000")
                .doesNotContain("1990")
                .doesNotContain("IBAN");
        UUID reader = UUID.randomUUID();
        Http officer =
                works.server.as(reader, TestServer.COMPANY, "hr.persons.view", "hr.pay.view");
        officer.get(Works.EMPLOYEES + "/" + ada + "/person").expect(200);
        officer.get(Works.EMPLOYEES + "/" + bob + "/contracts").expect(200);
        Http.Response seen =
                works.http.get("/api/v1/hr/personal-accesses?actorId=" + reader).expect(200);
        assertThat(seen.json().at("/items").findValuesAsString("what"))
                .containsExactly("contract", "person");
        assertThat(seen.json().at("/items").findValuesAsString("employeeId"))
                .containsExactly(bob.toString(), ada.toString());
        Http self = works.self(user);
        assertThat(self.get("/api/v1/hr/me").expect(200).uuid("/id")).isEqualTo(ada);
        assertThat(self.get("/api/v1/hr/me/person").expect(200).text("/birthDate"))
                .isEqualTo("1990-05-17");
        assertThat(self.get("/api/v1/hr/me/contracts").expect(200).text("/items/0/pay/amount"))
                .isEqualTo("3000.00");
        self.get(Works.EMPLOYEES + "/" + bob + "/contracts").expect(403);
        works.self(UUID.randomUUID()).get("/api/v1/hr/me").expect(404);
    }

    @Test
    void nobody_links_himself_to_an_employee_or_unlinks_himself() {
        UUID user = UUID.randomUUID();
        UUID officer = works.hired(user, "OPS", "3000");
        UUID boss = works.hired(null, "OPS", "9000");
        Http self = works.server.as(user, TestServer.COMPANY, "*");
        String own = "{\"number\":\"ME\",\"name\":\"X\",\"hiredOn\":\"2026-01-01\"%s}";
        String linked = own.formatted(",\"userId\":\"" + user + "\"");
        Http seen = self.with("If-Match", "*");
        for (Http.Response refused :
                List.of(
                        seen.put(Works.EMPLOYEES + "/" + boss, linked),
                        seen.put(Works.EMPLOYEES + "/" + officer, own.formatted("")),
                        self.once().post(Works.EMPLOYEES, linked))) {
            assertThat(refused.expect(403).code()).isEqualTo("hr.OWN_REQUEST");
        }
        seen.put(Works.EMPLOYEES + "/" + officer, linked).expect(200);
        works.http
                .with("If-Match", "*")
                .put(Works.EMPLOYEES + "/" + officer, own.formatted(""))
                .expect(200);
    }

    @Test
    void a_release_probe_sees_nothing_personal_by_trying() {
        UUID ada = works.hired(null, "DEV", "3000");
        Http probe = works.server.as("core.release.probe", "hr.employees.read");
        Http.Response tried =
                probe.with("If-Match", "*")
                        .with("Idempotency-Key", "x")
                        .put(Works.EMPLOYEES + "/" + ada + "/person?dryRun=true", "{}");
        assertThat(tried.status()).isEqualTo(403);
        probe.get("/api/v1/hr/employees?limit=1").expect(200);
    }

    @Test
    void bad_input_is_refused_by_its_field() {
        UUID ada = works.hired(null, "DEV", "3000");
        Http seen = works.http.with("If-Match", "*");
        assertThat(
                        seen.put(
                                        Works.EMPLOYEES + "/" + ada + "/person",
                                        "{\"iban\":\"DE88370400440532013000\",\"birthDate\":\"2999-01-01\"}")
                                .expect(422)
                                .errors())
                .containsExactly("/iban iban", "/birthDate future");
        assertThat(
                        works.post(
                                        Works.EMPLOYEES,
                                        "{'number':'E-001','name':'X',"
                                            + "'userId':'00000000-0000-0000-0000-000000000001','hiredOn':'2026-01-01'}")
                                .expect(422)
                                .errors())
                .containsExactly("/userId unknown");
        assertThat(
                        works.post(
                                        "/api/v1/hr/calendars",
                                        Works.calendar("BAD", "'2026-01-01','2026-01-01'")
                                                .replace("'8','8','0'", "'25','8','0'"))
                                .expect(422)
                                .errors())
                .containsExactly("/hours/3 range", "/holidays/1 duplicate");
        assertThat(
                        works.post(
                                        "/api/v1/hr/pay-components",
                                        "{'code':'X','name':'X','kind':'EARNING','formulas':[{"
                                            + "'from':'2020-01-01','formula':'PAY"
                                            + " *'},{'from':'2020-01-01','formula':'RANDOM()'}]}")
                                .expect(422)
                                .errors())
                .containsExactly(
                        "/formulas/0/formula formula",
                        "/formulas/1/from duplicate",
                        "/formulas/1/formula formula");
        assertThat(
                        works.post(
                                        "/api/v1/hr/pay-structures",
                                        "{'code':'S','name':'S','components':['PENSION','BASE','NONE']}")
                                .expect(422)
                                .errors())
                .containsExactly("/components/2 unknown");
        assertThat(
                        works.post(
                                        "/api/v1/hr/pay-structures",
                                        "{'code':'S','name':'S','components':['PENSION','BASE']}")
                                .expect(422)
                                .errors())
                .containsExactly("/components/0 order");
    }
}

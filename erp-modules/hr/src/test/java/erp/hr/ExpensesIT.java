package erp.hr;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;
import erp.core.TestServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What employees laid out: claimed, approved by another, owed, paid. */
class ExpensesIT {
    private static Works works;

    @BeforeAll
    static void open() {
        works = new Works();
    }

    @BeforeEach
    void empty() {
        works.reset();
        works.post("/api/v1/hr/expense-types", "{'code':'TRAIN','name':'Trains'}").expect(201);
    }

    @AfterAll
    static void close() {
        works.close();
    }

    @AfterEach
    void rules_hold() {
        works.assertSound();
    }

    private static String lines(String... nets) {
        List<String> lines = new ArrayList<>();
        for (String net : nets) {
            lines.add(
                    ("{'date':'%s','expenseType':'TRAIN','text':'To Rome','net':{"
                                    + "'amount':'%s','currency':'EUR'}}")
                            .formatted(works.today(), net));
        }
        return "'text':'Rome','lines':[" + String.join(",", lines) + "]}";
    }

    @Test
    void a_claim_is_approved_by_another_owed_and_paid_once() throws Exception {
        UUID user = UUID.randomUUID();
        UUID ada = works.hired(user, "OPS", "3000");
        Http self = works.self(user);
        UUID id =
                self.post(
                                "/api/v1/hr/me/expense-claims",
                                ("{" + lines("10.03", "20.02")).replace('\'', '"'))
                        .expect(201)
                        .uuid("/id");
        String path = Works.CLAIMS + "/" + id;
        works.act(works.http, path + "/approve").expect(409);
        self.post("/api/v1/hr/me/expense-claims/" + id + "/submit").expect(200);
        Http both = works.server.as(user, TestServer.COMPANY, "*");
        assertThat(works.act(both, path + "/approve").expect(403).code())
                .isEqualTo("hr.OWN_REQUEST");
        List<Http.Response> answers =
                Together.run(16, _ -> works.act(works.approver, path + "/approve"));
        assertThat(answers.stream().filter(it -> it.status() == 200)).hasSize(1);
        assertThat(works.balanceOf("2400")).isEqualTo("-36.06");
        assertThat(works.balanceOf("5810")).isEqualTo("30.05");
        UUID entry =
                works.http
                        .get("/api/v1/finance/journal-entries?sourceId=" + id)
                        .expect(200)
                        .uuid("/items/0/id");
        assertThat(
                        works.http
                                .get("/api/v1/finance/journal-entries/" + entry)
                                .text("/lines/0/costCentre"))
                .isEqualTo("CC-2");
        works.assertSound();
        works.act(both, path + "/reimburse").expect(403);
        answers = Together.run(16, _ -> works.act(works.approver, path + "/reimburse"));
        assertThat(answers.stream().filter(it -> it.status() == 200)).hasSize(1);
        assertThat(works.balanceOf("2400")).isEqualTo("0.00");
        assertThat(works.http.get(path).expect(200).text("/state")).isEqualTo("REIMBURSED");
        assertThat(works.http.get(path + "/history").json().at("/items")).hasSize(4);
        String other =
                Works.CLAIMS
                        + "/"
                        + works.post(Works.CLAIMS, "{'employeeId':'" + ada + "'," + lines("5"))
                                .expect(201)
                                .uuid("/id");
        works.act(works.http, other + "/submit").expect(200);
        works.act(works.approver, other + "/approve").expect(200);
        works.act(works.http, other + "/reimburse").expect(403);
        works.act(works.approver, other + "/reimburse").expect(200);
    }

    private static String submitted(UUID employee) {
        String path =
                Works.CLAIMS
                        + "/"
                        + works.post(
                                        Works.CLAIMS,
                                        "{'employeeId':'"
                                                + employee
                                                + "',"
                                                + lines("10.03", "20.02"))
                                .expect(201)
                                .uuid("/id");
        works.act(works.http, path + "/submit").expect(200);
        return path;
    }

    @Test
    void an_approval_that_is_not_paid_is_taken_back_as_it_was_posted() throws Exception {
        UUID user = UUID.randomUUID();
        UUID ada = works.hired(user, "OPS", "3000");
        List<String> before = balances();
        String path = submitted(ada);
        assertThat(works.act(works.approver, path + "/reverse").expect(409).code())
                .isEqualTo("hr.EXPENSE_STATE");
        works.act(works.approver, path + "/approve").expect(200);
        assertThat(balances()).isNotEqualTo(before);
        works.act(works.approver, path + "/reject").expect(409);
        assertThat(works.act(works.http, path + "/reverse").expect(403).code())
                .isEqualTo("hr.OWN_REQUEST");
        Http both = works.server.as(user, TestServer.COMPANY, "*");
        works.act(both, path + "/reverse").expect(403);
        assertThat(
                        works.approver
                                .once()
                                .post(path + "/reverse", "{\"date\":\"2026-01-01\"}")
                                .expect(422)
                                .errors())
                .containsExactly("/date order");
        assertThat(works.act(works.approver, path + "/reverse").expect(200).text("/state"))
                .isEqualTo("REJECTED");
        assertThat(balances()).isEqualTo(before);
        assertThat(
                        works.server.count(
                                "select count(distinct cost_centre) from finance_journal_line where"
                                        + " entry_id in (select id from finance_journal_entry where"
                                        + " text like '%taken back')"))
                .isEqualTo(1);
        works.act(works.approver, path + "/reverse").expect(409);
        works.act(works.approver, path + "/reimburse").expect(409);
        String raced = submitted(ada);
        works.act(works.approver, raced + "/approve").expect(200);
        List<Http.Response> answers =
                Together.run(
                        16,
                        i ->
                                works.act(
                                        works.approver,
                                        raced + (i % 2 == 0 ? "/reverse" : "/reimburse")));
        assertThat(answers.stream().filter(it -> it.status() == 200)).hasSize(1);
        assertThat(answers).allSatisfy(it -> assertThat(it.status()).isIn(200, 409));
        assertThat(works.balanceOf("2400")).isEqualTo("0.00");
    }

    /** Of what is owed, what it was for, and the tax of it. */
    private static List<String> balances() {
        return List.of(works.balanceOf("2400"), works.balanceOf("5810"), works.balanceOf("2300"));
    }

    @Test
    void who_enters_a_claim_for_another_does_not_approve_it() {
        UUID ada = works.hired(null, "DEV", "3000");
        UUID id =
                works.post(Works.CLAIMS, "{'employeeId':'" + ada + "'," + lines("5"))
                        .expect(201)
                        .uuid("/id");
        works.act(works.http, Works.CLAIMS + "/" + id + "/submit").expect(200);
        works.act(works.http, Works.CLAIMS + "/" + id + "/approve").expect(403);
        works.act(works.approver, Works.CLAIMS + "/" + id + "/reject").expect(200);
        works.act(works.approver, Works.CLAIMS + "/" + id + "/approve").expect(409);
    }

    @Test
    void bad_claims_are_refused_by_their_fields() {
        UUID ada = works.hired(null, "DEV", "3000");
        String good = "{'employeeId':'" + ada + "'," + lines("5");
        long before = works.server.count("select count(*) from hr_expense_claim");
        assertThat(works.post(Works.CLAIMS, good.replace("EUR", "USD")).expect(422).errors())
                .containsExactly("/lines/0/net/currency currency");
        assertThat(works.post(Works.CLAIMS, good.replace("'5'", "'-5'")).expect(422).errors())
                .containsExactly("/lines/0/net positive");
        assertThat(works.post(Works.CLAIMS, good.replace("TRAIN", "X")).expect(422).errors())
                .containsExactly("/lines/0/expenseType unknown");
        assertThat(
                        works.post(Works.CLAIMS, good.replace("'net'", "'taxCode':'X','net'"))
                                .expect(422)
                                .errors())
                .containsExactly("/lines/0/taxCode unknown");
        assertThat(
                        works.post(
                                        Works.CLAIMS,
                                        good.replace(ada.toString(), UUID.randomUUID().toString()))
                                .expect(422)
                                .errors())
                .containsExactly("/employeeId unknown");
        assertThat(works.server.count("select count(*) from hr_expense_claim")).isEqualTo(before);
    }
}

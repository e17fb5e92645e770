package erp.hr;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;
import erp.core.TestServer;
import erp.core.http.Endpoint;
import erp.core.party.Companies;
import erp.core.tx.Tx;
import erp.finance.Finance;
import erp.finance.FinanceRoutes;
import erp.migrations.NarrowedChecks;

import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A company with a chart, a calendar, a pay structure and people, over HTTP. */
final class Works implements AutoCloseable {
    static final String EMPLOYEES = "/api/v1/hr/employees";
    static final String RUNS = "/api/v1/hr/payroll-runs";
    static final String LEAVE = "/api/v1/hr/leave-requests";
    static final String CLAIMS = "/api/v1/hr/expense-claims";
    static final String[] IBANS = {
        "DE89370400440532013000", "GB82WEST12345698765432", "FR1420041010050500013M02606"
    };

    final Finance finance = new Finance();
    final Hr hr = new Hr(finance, (_, user) -> user.getMostSignificantBits() != 0);
    final TestServer server;

    /** Does everything, and is no employee. */
    final Http http;

    /** A second pair of eyes. */
    final Http approver;

    private int number;

    Works() {
        List<Class<?>> entities = new ArrayList<>(Finance.entities());
        entities.addAll(Companies.ENTITIES);
        entities.addAll(Hr.entities());
        List<Endpoint<?>> endpoints = new ArrayList<>(new FinanceRoutes(finance).endpoints());
        endpoints.addAll(hr.endpoints());
        server = TestServer.of(entities).connections(34, Duration.ofSeconds(30)).start(endpoints);
        http = server.as("*");
        approver = server.as(UUID.randomUUID(), TestServer.COMPANY, "*");
        reset();
    }

    void reset() {
        server.truncate();
        server.write(tx -> finance.chart().createDefault(tx));
        post("/api/v1/hr/calendars", calendar("FULL", "\"2026-12-25\"")).expect(201);
        post("/api/v1/hr/departments", "{'code':'DEV','name':'Development','costCentre':'CC-1'}")
                .expect(201);
        post("/api/v1/hr/departments", "{'code':'OPS','name':'Operations','costCentre':'CC-2'}")
                .expect(201);
        post("/api/v1/hr/positions", "{'code':'ENG','title':'Engineer'}").expect(201);
        component(
                "BASE",
                "EARNING",
                "IF(PAID_DAYS + UNPAID_DAYS > 0,"
                        + " PAY * PAID_DAYS / (PAID_DAYS + UNPAID_DAYS), 0)");
        component("BONUS", "EARNING", "INPUT");
        component("TAX", "DEDUCTION", "ROUND(GROSS * 0.2, 2)");
        component("PENSION", "EMPLOYER_COST", "BASE * 0.1");
        component("LEAVE", "EARNING", "PAY / WORK_DAYS * LEAVE_DAYS");
        post(
                        "/api/v1/hr/pay-structures",
                        "{'code':'STD','name':'Usual','components':"
                                + "['BASE','BONUS','LEAVE','TAX','PENSION']}")
                .expect(201);
    }

    static String calendar(String code, String holidays) {
        return ("{'code':'%s','name':'Full time','hours':['8','8','8','8','8','0','0'],"
                        + "'holidays':[%s]}")
                .formatted(code, holidays);
    }

    void component(String code, String kind, String formula) {
        post(
                        "/api/v1/hr/pay-components",
                        ("{'code':'%s','name':'%s','kind':'%s','formulas':[{'from':'2020-01-01',"
                                        + "'formula':'%s'}]}")
                                .formatted(code, code, kind, formula))
                .expect(201);
    }

    /** Posts with a fresh key; apostrophes stand for quotation marks. */
    Http.Response post(String path, String body) {
        return http.once().post(path, body.replace('\'', '"'));
    }

    Http.Response act(Http who, String path) {
        return who.once().post(path);
    }

    /** Today at the company. */
    LocalDate today() {
        return server.read(Tx::today);
    }

    LocalDate firstOfMonth() {
        return today().with(TemporalAdjusters.firstDayOfMonth());
    }

    /** Somebody without a contract, who signs in as that user. */
    UUID employee(UUID user) {
        String login = user == null ? "" : ",'userId':'" + user + "'";
        return post(
                        EMPLOYEES,
                        "{'number':'E-%03d','name':'Jörg Müller %d'%s,'hiredOn':'2026-01-01'}"
                                .formatted(++number, number, login))
                .expect(201)
                .uuid("/id");
    }

    /** Somebody at work in a department, with an account at a bank. */
    UUID hired(UUID user, String department, String pay) {
        UUID id = employee(user);
        post(
                        EMPLOYEES + "/" + id + "/assignments",
                        "{'from':'2026-01-01','department':'%s','position':'ENG'}"
                                .formatted(department))
                .expect(201);
        contract(id, "2026-01-01", pay).expect(201);
        http.with("If-Match", "*")
                .put(
                        EMPLOYEES + "/" + id + "/person",
                        "{\"iban\":\"%s\",\"birthDate\":\"1990-05-17\"}"
                                .formatted(IBANS[number % IBANS.length]))
                .expect(200);
        return id;
    }

    Http.Response contract(UUID employee, String from, String pay) {
        return post(EMPLOYEES + "/" + employee + "/contracts", terms(from, pay));
    }

    static String terms(String from, String pay) {
        return ("{'from':'%s','pay':{'amount':'%s','currency':'EUR'},'weeklyHours':'40',"
                        + "'calendar':'FULL','structure':'STD'}")
                .formatted(from, pay);
    }

    /** That client of the employee's own. */
    Http self(UUID user) {
        return server.as(user, TestServer.COMPANY, "hr.self");
    }

    /** Yearly leave of 24 days, at least none left, so many approvals. */
    void policy(String type, int levels) {
        post(
                        "/api/v1/hr/leave-types",
                        "{'code':'%s','name':'Leave','paid':true,'floor':'0'}".formatted(type))
                .expect(201);
        post("/api/v1/hr/leave-policies", policyBody(type, "YEARLY", levels)).expect(201);
    }

    static String policyBody(String type, String accrual, int levels) {
        return ("{'code':'%1$s-P','name':'Usual','leaveType':'%1$s','accrual':'%2$s',"
                        + "'daysPerYear':'24','carryOver':'5','carryOverMonths':3,'levels':%3$d}")
                .formatted(type, accrual, levels);
    }

    void enrol(UUID employee, String policy) {
        post(
                        EMPLOYEES + "/" + employee + "/leave-enrolments",
                        "{'from':'2026-01-01','policy':'%s'}".formatted(policy))
                .expect(201);
    }

    Http.Response grant(UUID employee, String type, String days) {
        return post(
                EMPLOYEES + "/" + employee + "/leave-entries",
                ("{'leaveType':'%s','days':'%s','date':'2026-01-01','isGrant':%s,"
                                + "'text':'given'}")
                        .formatted(type, days, !days.startsWith("-")));
    }

    String balance(UUID employee) {
        return http.get(EMPLOYEES + "/" + employee + "/leave-balances?on=2030-12-31")
                .expect(200)
                .text("/balances/0/days");
    }

    /** A run that is calculated, for a month. */
    UUID calculated(LocalDate month, String kind) {
        UUID run =
                post(RUNS, "{'month':'%s','kind':'%s','text':'Pay'}".formatted(month, kind))
                        .expect(201)
                        .uuid("/id");
        act(http, RUNS + "/" + run + "/calculate").expect(200);
        return run;
    }

    /** A run that is posted. */
    UUID posted(LocalDate month, String kind) {
        UUID run = calculated(month, kind);
        act(http, RUNS + "/" + run + "/review").expect(200);
        act(approver, RUNS + "/" + run + "/approve").expect(200);
        act(approver, RUNS + "/" + run + "/post").expect(200);
        return run;
    }

    Http.Response slips(UUID run) {
        return http.get(RUNS + "/" + run + "/payslips").expect(200);
    }

    /** The lines of an employee's slip of a run: {@code BASE 3000.00}. */
    List<String> lines(UUID run, UUID employee) {
        UUID slip =
                http.get(RUNS + "/" + run + "/payslips?employeeId=" + employee)
                        .expect(200)
                        .uuid("/items/0/id");
        List<String> lines = new ArrayList<>();
        http.get("/api/v1/hr/payslips/" + slip)
                .expect(200)
                .json()
                .at("/lines")
                .forEach(
                        line ->
                                lines.add(
                                        line.at("/code").asString()
                                                + " "
                                                + line.at("/amount/amount").asString()
                                                + (line.at("/forMonth").isNull()
                                                        ? ""
                                                        : " for "
                                                                + line.at("/forMonth")
                                                                        .asString())));
        return lines;
    }

    /** Debits less credits of an account, by its code. */
    String balanceOf(String account) {
        for (var row :
                http.get("/api/v1/finance/trial-balance").expect(200).json().at("/accounts")) {
            if (row.at("/code").asString().equals(account)) {
                return row.at("/balance/amount").asString();
            }
        }
        return "0.00";
    }

    /** Every rule of the data holds. */
    void assertSound() {
        var database = server.schema().administrator().dataSource();
        assertThat(NarrowedChecks.brokenOldOrNew(database)).isEmpty();
    }

    @Override
    public void close() {
        server.close();
    }
}

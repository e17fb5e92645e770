package erp.app;

import erp.app.ForeignSamples.Request;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a company has of hr, and right requests for each of its operations that names an id. */
final class HrSamples {
    private static final String HR = "/api/v1/hr/";

    private HrSamples() {}

    /** Ids by the names that bodies give them, and of documents that can be changed. */
    static Map<String, UUID> ids(Api api) {
        UUID user = UUID.fromString(api.get("/api/v1/users/me").is(200).text("/id"));
        Map<String, UUID> ids = new HashMap<>();
        UUID company = ErpIT.companyOf(api);
        ids.put("userId", ErpIT.somebody(company, "employee").user());
        Api officer = ErpIT.somebody(company, "hr-officer").api(); // nobody links himself
        post(
                api,
                "calendars",
                "{'code':'C','name':'c','hours':['8','8','8','8','8','0','0'],'holidays':[]}");
        post(api, "departments", "{'code':'D','name':'d','costCentre':'CC'}");
        post(api, "positions", "{'code':'P','title':'p'}");
        ids.put("component", post(api, "pay-components", component("")));
        post(api, "pay-structures", "{'code':'S','name':'s','components':['BASE']}");
        post(api, "leave-types", "{'code':'L','name':'l','paid':true}");
        post(api, "shifts", shift());
        ids.put("expenseType", post(api, "expense-types", "{'code':'T','name':'t'}"));
        String employee = "{'number':'%s','name':'x',%s'hiredOn':'2026-01-01'}";
        UUID me = post(officer, "employees", employee.formatted("1", "'userId':'" + user + "',"));
        UUID other = post(api, "employees", employee.formatted("2", ""));
        ids.put("me", me);
        for (String name : List.of("employeeId", "managerId", "toEmployeeId")) {
            ids.put(name, other);
        }
        post(api, "employees/" + other + "/contracts", contract().replace("<5>", money()));
        ids.put("run", paidRun(api, ErpIT.somebody(company, "payroll-officer").api()));
        ids.put("loan", lent(api, officer, other));
        ids.put("claim", post(api, "me/expense-claims", claim("").replace("<5>", money())));
        return ids;
    }

    private static UUID post(Api api, String path, String body) {
        return api.post(HR + path, body.replace('\'', '"')).is(201).id();
    }

    /** Nobody pays what he calculated, and nobody approves it. */
    private static UUID paidRun(Api api, Api payroll) {
        String body = "{'month':'2026-01-01','kind':'REGULAR','text':'x'}";
        UUID run = post(payroll, "payroll-runs", body);
        String path = HR + "payroll-runs/" + run + "/";
        payroll.post(path + "calculate", Map.of()).is(200);
        payroll.post(path + "review", Map.of()).is(200);
        for (String act : List.of("approve", "post", "pay")) {
            api.post(path + act, Map.of()).is(200);
        }
        return run;
    }

    /** Nobody pays out what he entered. */
    private static UUID lent(Api api, Api officer, UUID employee) {
        String body =
                "{'employeeId':'%s','text':'x','amount':%s,'instalment':%s,'firstMonth':'2026-01-01'}"
                        .formatted(employee, money(), money());
        UUID loan = post(officer, "loans", body);
        api.post(HR + "loans/" + loan + "/pay-out", Map.of()).is(200);
        return loan;
    }

    private static String money() {
        return "{'amount':'5','currency':'EUR'}";
    }

    private static String component(String more) {
        return ("{'code':'BASE','name':'b','kind':'EARNING',%s'formulas':[{"
                        + "'from':'2020-01-01','formula':'PAY'}]}")
                .formatted(more);
    }

    private static String shift() {
        return "{'code':'H','name':'h','startsAt':'08:00','endsAt':'16:00','breakMinutes':30}";
    }

    private static String contract() {
        return "{'from':'2026-01-01','pay':<5>,'weeklyHours':'40','calendar':'C',"
                + "'structure':'S'}";
    }

    private static String claim(String more) {
        return ("{%s'text':'x','lines':[{'date':'2026-01-01','expenseType':'T',"
                        + "'text':'x','net':<5>}]}")
                .formatted(more);
    }

    static List<Request> of(Map<String, UUID> ids) {
        String account = "'accountId':'<accountId>',";
        String hired = "{'number':'%s','name':'x',%s'hiredOn':'2026-01-01'}";
        String user = "'userId':'<userId>',";
        String me = "/hr/employees/" + ids.get("me");
        List<Request> all = new ArrayList<>();
        all.add(
                new Request(
                        "createPayComponent",
                        "",
                        "/hr/pay-components",
                        component(account).replace("BASE", "MORE")));
        all.add(
                new Request(
                        "changePayComponent",
                        "*",
                        "/hr/pay-components/" + ids.get("component"),
                        component(account)));
        all.add(
                new Request(
                        "createExpenseType",
                        "",
                        "/hr/expense-types",
                        "{'code':'T2'," + account + "'name':'t'}"));
        all.add(
                new Request(
                        "changeExpenseType",
                        "*",
                        "/hr/expense-types/" + ids.get("expenseType"),
                        "{'code':'T'," + account + "'name':'t'}"));
        all.add(
                new Request(
                        "changeEmployee",
                        "*",
                        "/hr/employees/" + ids.get("employeeId"),
                        hired.formatted("2", user)));
        all.add(new Request("createEmployee", "", "/hr/employees", hired.formatted("3", user)));
        all.add(
                new Request(
                        "assignEmployee",
                        "",
                        me + "/assignments",
                        "{'from':'2026-01-01','department':'D','position':'P',"
                                + "'managerId':'<managerId>'}"));
        all.add(new Request("agreeContract", "", me + "/contracts", contract()));
        all.addAll(ofPeople(ids));
        return all;
    }

    private static List<Request> ofPeople(Map<String, UUID> ids) {
        String employee = "'employeeId':'<employeeId>',";
        String claim = "/hr/expense-claims/" + ids.get("claim");
        String mine = "/hr/me/expense-claims";
        List<Request> all = new ArrayList<>();
        all.add(
                new Request(
                        "createLeaveRequest",
                        "",
                        "/hr/leave-requests",
                        "{" + employee + "'leaveType':'L','from':'2026-03-02','to':'2026-03-02'}"));
        all.add(
                new Request(
                        "delegate",
                        "",
                        "/hr/me/delegations",
                        "{'toEmployeeId':'<toEmployeeId>','from':'2026-03-02','to':'2026-03-02'}"));
        all.add(new Request("createExpenseClaim", "", "/hr/expense-claims", claim(employee)));
        all.add(new Request("changeExpenseClaim", "*", claim, claim("")));
        all.add(new Request("createMyExpenseClaim", "", mine, claim("")));
        all.add(new Request("changeMyExpenseClaim", "*", mine + "/" + ids.get("claim"), claim("")));
        all.add(
                new Request(
                        "createPunch",
                        "",
                        "/hr/punches",
                        "{" + employee + "'kind':'IN','at':'2026-01-05T08:00:00Z','reason':'x'}"));
        all.add(
                new Request(
                        "planShift",
                        "",
                        "/hr/shift-plans",
                        "{" + employee + "'day':'2026-01-05','shift':'H'}"));
        all.add(
                new Request(
                        "returnPayrollPayment",
                        "",
                        "/hr/payroll-runs/" + ids.get("run") + "/return-payment",
                        "{'employeeIds':['<employeeId>']}"));
        all.add(
                new Request(
                        "repayLoan",
                        "",
                        "/hr/loans/" + ids.get("loan") + "/repay",
                        "{'amount':<5>}"));
        all.add(
                new Request(
                        "createLoan",
                        "",
                        "/hr/loans",
                        "{"
                                + employee
                                + "'text':'x','amount':<5>,'instalment':<5>,'firstMonth':'2026-01-01'}"));
        return all;
    }
}

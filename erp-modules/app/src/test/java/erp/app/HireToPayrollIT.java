package erp.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The story of an employee over HTTP: hired, away, travelling, paid, paid too little, corrected,
 * and what the books say at each step. Each does it who may: the HR officer hires, the manager
 * approves leave, payroll is computed by one and approved by another, and the employee sees his
 * own.
 */
class HireToPayrollIT extends ErpIT {
    private static final String HR = "/api/v1/hr/";
    private static final String IBAN = "DE89370400440532013000";

    private static String json(String text, Object... values) {
        return text.formatted(values).replace('\'', '"');
    }

    @Test
    void somebody_is_hired_takes_leave_travels_and_is_paid() {
        api().post("/api/v1/finance/chart/default", Map.of()).is(200);
        LocalDate today = LocalDate.now(java.time.ZoneId.of("UTC"));
        LocalDate month = today.with(TemporalAdjusters.firstDayOfMonth());
        Api officer = somebody("hr-officer").api();
        Api payroll = somebody("payroll-officer").api();
        Api approver = somebody("payroll-approver").api();
        Api accountant = somebody("accountant").api();
        Somebody ada = somebody("employee");
        Somebody manager = somebody("employee");

        payStructure(officer, payroll);
        UUID lead = hire(officer, manager.user(), "E-1", "5000", month);
        UUID employee = hire(officer, ada.user(), "E-2", "3000", month);
        String place = "{'from':'%s','department':'DEV','position':'ENG'%s}";
        officer.post(HR + "employees/" + lead + "/assignments", json(place, month, "")).is(201);
        officer.post(
                        HR + "employees/" + employee + "/assignments",
                        json(place, month, ",'managerId':'" + lead + "'"))
                .is(201);
        assertThat(ada.api().get(HR + "me").is(200).id()).isEqualTo(employee);
        ada.api().get(HR + "employees/" + lead + "/contracts").is(403);

        leave(officer, ada, manager, employee, today);
        travel(ada, accountant, today);
        assertBooksAreRight();

        UUID run = run(payroll, month);
        assertThat(text(payroll, run, "/net/amount")).isEqualTo("6400.00");
        payroll.post(HR + "payroll-runs/" + run + "/approve", Map.of()).is(403);
        act(approver, run, "approve");
        act(approver, run, "post");
        assertThat(balance("2410")).isEqualTo("-6400.00");
        assertThat(balance("5800")).isEqualTo("8800.00");
        assertBooksAreRight();

        act(approver, run, "reverse");
        assertThat(balance("2410")).isEqualTo("0.00");
        assertThat(balance("5800")).isEqualTo("0.00");
        assertBooksAreRight();

        UUID again = run(payroll, month);
        act(approver, again, "approve");
        act(approver, again, "post");
        paid(approver, again, today);
        cameBack(approver, again, employee, today);

        corrected(officer, payroll, approver, employee, month);
        JsonNode slips = ada.api().get(HR + "me/payslips").is(200).body().path("items");
        assertThat(slips).hasSize(2);
        assertThat(api().get(HR + "personal-accesses?employeeId=" + employee).is(200).body())
                .isNotEmpty();
        assertBooksAreRight();
    }

    private static void payStructure(Api officer, Api payroll) {
        officer.post(
                        HR + "calendars",
                        json(
                                "{'code':'FULL','name':'Every"
                                    + " day','hours':['8','8','8','8','8','8','8'],'holidays':[]}"))
                .is(201);
        officer.post(
                        HR + "departments",
                        json("{'code':'DEV','name':'Development','costCentre':'CC-1'}"))
                .is(201);
        officer.post(HR + "positions", json("{'code':'ENG','title':'Engineer'}")).is(201);
        for (String[] component :
                List.of(
                        new String[] {"BASE", "EARNING", "PAY"},
                        new String[] {"TAX", "DEDUCTION", "ROUND(GROSS * 0.2, 2)"},
                        new String[] {"PENSION", "EMPLOYER_COST", "BASE * 0.1"})) {
            payroll.post(
                            HR + "pay-components",
                            json(
                                    "{'code':'%s','name':'x','kind':'%s','formulas':[{'from':'2020-01-01',"
                                        + "'formula':'%s'}]}",
                                    (Object[]) component))
                    .is(201);
        }
        payroll.post(
                        HR + "pay-structures",
                        json("{'code':'STD','name':'Usual','components':['BASE','TAX','PENSION']}"))
                .is(201);
    }

    private static UUID hire(Api officer, UUID user, String number, String pay, LocalDate day) {
        UUID id =
                officer.post(
                                HR + "employees",
                                json(
                                        "{'number':'%s','name':'Employee"
                                                + " %s','userId':'%s','hiredOn':'%s'}",
                                        number, number, user, day))
                        .is(201)
                        .id();
        officer.put(
                        HR + "employees/" + id + "/person",
                        json("{'iban':'%s','birthDate':'1990-05-17'}", IBAN),
                        "*")
                .is(200);
        officer.post(
                        HR + "employees/" + id + "/contracts",
                        json(
                                "{'from':'%s','pay':{'amount':'%s','currency':'EUR'},"
                                        + "'weeklyHours':'40','calendar':'FULL','structure':'STD'}",
                                day, pay))
                .is(201);
        return id;
    }

    private static void leave(
            Api officer, Somebody ada, Somebody manager, UUID employee, LocalDate today) {
        officer.post(
                        HR + "leave-types",
                        json("{'code':'VAC','name':'Leave','paid':true,'floor':'0'}"))
                .is(201);
        officer.post(
                        HR + "leave-policies",
                        json(
                                "{'code':'VAC-P','name':'Usual','leaveType':'VAC','accrual':'MONTHLY',"
                                    + "'daysPerYear':'24','carryOver':'5','carryOverMonths':3,'levels':1}"))
                .is(201);
        officer.post(
                        HR + "employees/" + employee + "/leave-enrolments",
                        json("{'from':'%s','policy':'VAC-P'}", today.withDayOfMonth(1)))
                .is(201);
        officer.post(HR + "leave-accruals", json("{'month':'%s'}", today)).is(200);
        LocalDate first = today.plusDays(7);
        UUID request =
                ada.api()
                        .post(
                                HR + "me/leave-requests",
                                json(
                                        "{'leaveType':'VAC','from':'%s','to':'%s'}",
                                        first, first.plusDays(1)))
                        .is(201)
                        .id();
        ada.api().post(HR + "me/leave-requests/" + request + "/submit", Map.of()).is(200);
        manager.api().post(HR + "me/leave-approvals/" + request + "/approve", Map.of()).is(200);
        assertThat(
                        ada.api()
                                .get(HR + "me/leave-balances?on=" + first)
                                .is(200)
                                .text("/balances/0/days"))
                .isEqualTo("0");
        UUID more =
                ada.api()
                        .post(
                                HR + "me/leave-requests",
                                json(
                                        "{'leaveType':'VAC','from':'%s','to':'%s'}",
                                        first.plusDays(9), first.plusDays(9)))
                        .is(201)
                        .id();
        assertThat(
                        ada.api()
                                .post(HR + "me/leave-requests/" + more + "/submit", Map.of())
                                .is(409)
                                .text("/code"))
                .isEqualTo("hr.INSUFFICIENT_LEAVE");
    }

    private static void travel(Somebody ada, Api accountant, LocalDate today) {
        api().post(HR + "expense-types", json("{'code':'TRAIN','name':'Trains'}")).is(201);
        UUID claim =
                ada.api()
                        .post(
                                HR + "me/expense-claims",
                                json(
                                        "{'text':'Rome','lines':[{'date':'%s','expenseType':'TRAIN',"
                                            + "'text':'There','net':{'amount':'100','currency':'EUR'}}]}",
                                        today))
                        .is(201)
                        .id();
        ada.api().post(HR + "me/expense-claims/" + claim + "/submit", Map.of()).is(200);
        accountant.post(HR + "expense-claims/" + claim + "/approve", Map.of()).is(200);
        assertThat(balance("2400")).isEqualTo("-120.00");
        assertThat(
                        accountant
                                .post(HR + "expense-claims/" + claim + "/reimburse", Map.of())
                                .is(200)
                                .text("/state"))
                .isEqualTo("REIMBURSED");
        assertThat(balance("2400")).isEqualTo("0.00");
        takenBack(ada, accountant, today);
    }

    /** Approved by mistake, and found before it was paid. */
    private static void takenBack(Somebody ada, Api accountant, LocalDate today) {
        UUID claim =
                ada.api()
                        .post(
                                HR + "me/expense-claims",
                                json(
                                        "{'text':'Again','lines':[{'date':'%s','expenseType':'TRAIN',"
                                            + "'text':'There','net':{'amount':'50','currency':'EUR'}}]}",
                                        today))
                        .is(201)
                        .id();
        ada.api().post(HR + "me/expense-claims/" + claim + "/submit", Map.of()).is(200);
        accountant.post(HR + "expense-claims/" + claim + "/approve", Map.of()).is(200);
        assertThat(balance("2400")).isEqualTo("-60.00");
        accountant.post(HR + "expense-claims/" + claim + "/reverse", Map.of()).is(200);
        assertThat(balance("2400")).isEqualTo("0.00");
    }

    private static UUID run(Api payroll, LocalDate month) {
        UUID run =
                payroll.post(
                                HR + "payroll-runs",
                                json("{'month':'%s','kind':'REGULAR','text':'Pay'}", month))
                        .is(201)
                        .id();
        act(payroll, run, "calculate");
        act(payroll, run, "review");
        return run;
    }

    private static void paid(Api approver, UUID run, LocalDate today) {
        Api.Answer file =
                approver.post(
                                HR + "payroll-runs/" + run + "/payment-file",
                                json(
                                        "{'debtorName':'Main','debtorIban':'%s','executionDate':'%s'}",
                                        IBAN, today))
                        .is(200);
        assertThat(file.text("/transfers")).isEqualTo("2");
        assertThat(file.text("/total/amount")).isEqualTo("6400.00");
        assertThat(file.text("/xml")).contains("pain.001.001.09").contains("<IBAN>" + IBAN);
        act(approver, run, "pay");
        assertThat(balance("2410")).isEqualTo("0.00");
    }

    /** A bank refuses one transfer after all: it is owed again, and paid once more. */
    private static void cameBack(Api approver, UUID run, UUID employee, LocalDate today) {
        approver.post(
                        HR + "payroll-runs/" + run + "/return-payment",
                        json("{'employeeIds':['%s']}", employee))
                .is(200);
        assertThat(balance("2410")).isEqualTo("-2400.00");
        assertThat(text(approver, run, "/unpaid/amount")).isEqualTo("2400.00");
        assertThat(
                        approver.post(
                                        HR + "payroll-runs/" + run + "/payment-file",
                                        json(
                                                "{'debtorName':'Main','debtorIban':'%s','executionDate':'%s'}",
                                                IBAN, today))
                                .is(200)
                                .text("/total/amount"))
                .isEqualTo("2400.00");
        act(approver, run, "pay");
        assertThat(balance("2410")).isEqualTo("0.00");
        assertBooksAreRight();
    }

    /** A rise that was agreed late comes with the next month's slip. */
    private static void corrected(
            Api officer, Api payroll, Api approver, UUID employee, LocalDate month) {
        LocalDate next = month.plusMonths(1);
        LocalDate middle = month.plusDays(month.lengthOfMonth() / 2);
        officer.post(
                        HR + "employees/" + employee + "/contracts",
                        json(
                                "{'from':'%s','pay':{'amount':'3300','currency':'EUR'},"
                                        + "'weeklyHours':'40','calendar':'FULL','structure':'STD'}",
                                middle))
                .is(201);
        UUID run = run(payroll, next);
        JsonNode differences =
                payroll.get(HR + "payroll-runs/" + run + "/differences").is(200).body();
        assertThat(differences.path("items").findValuesAsString("employeeId"))
                .contains(employee.toString());
        BigDecimal corrected = new BigDecimal(text(payroll, run, "/net/amount"));
        assertThat(corrected.subtract(new BigDecimal("6640.00")))
                .as("the rise of half a month, less the tax")
                .isBetween(new BigDecimal("110"), new BigDecimal("130"));
        act(approver, run, "approve");
        act(approver, run, "post");
        assertBooksAreRight();
    }

    private static void act(Api who, UUID run, String verb) {
        who.post(HR + "payroll-runs/" + run + "/" + verb, Map.of()).is(200);
    }

    private static String text(Api who, UUID run, String pointer) {
        return who.get(HR + "payroll-runs/" + run).is(200).text(pointer);
    }
}

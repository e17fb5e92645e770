package erp.app;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Everything secret or personal that a server can be told, with values that are found again. */
final class LoggedPay {
    static final String TOKEN_KEY = "marked-key-that-seals-the-keys-of-tokens";

    private static final String HR = "/api/v1/hr/";
    private static final String USERS = "/api/v1/users/";
    private static final String PASSWORD = "marked-password-of-people";
    private static final String PAY = "471113";
    private static final String IBAN = "DE89370400440532013000";
    private static final String TAX = "marked-tax-number";
    private static final LocalDate MONTH = LocalDate.now(ZoneOffset.UTC).withDayOfMonth(1);

    private final Api admin;
    private final Api stranger;

    /** What no line may hold. */
    private final List<String> marks =
            new ArrayList<>(
                    List.of(
                            ErpIT.PASSWORD,
                            TOKEN_KEY,
                            PASSWORD,
                            PAY,
                            // The net pay, and the pay as a bank's file has it.
                            "376890",
                            "471113.00",
                            IBAN,
                            TAX,
                            "marked-"));

    LoggedPay(ServerProcess server) {
        stranger = Api.anonymous(server.base());
        admin = Api.signedIn(server.base(), ErpIT.ADMIN, ErpIT.PASSWORD);
        marks.add(admin.token());
    }

    List<String> marks() {
        return marks;
    }

    Api admin() {
        return admin;
    }

    /** Wrong words, spent and invented tokens, a password that is changed. */
    void signIn() {
        login(ErpIT.ADMIN, "marked-wrong-password").is(401);
        login("marked-name", "marked-wrong-password").is(401);
        stranger.withToken("marked-token").get(USERS + "me").is(401);
        Api.Answer session = login(ErpIT.ADMIN, ErpIT.PASSWORD).is(200);
        String refresh = session.text("/refreshToken");
        marks.add(refresh);
        Api.Answer next = stranger.post(USERS + "refresh", Map.of("refreshToken", refresh)).is(200);
        marks.add(next.text("/refreshToken"));
        marks.add(next.text("/accessToken"));
        stranger.post(USERS + "refresh", Map.of("refreshToken", refresh)).is(401);
        stranger.send("POST", USERS + "login", "{\"password\":\"marked-half-a-body").is(400);
        stranger.post(USERS + "login", Map.of("marked-field", "marked-value")).is(422);
    }

    /** Somebody is hired and paid. */
    UUID payroll() {
        admin.post("/api/v1/finance/chart/default", Map.of()).is(200);
        Api officer = somebody("hr-officer");
        Api payroll = somebody("payroll-officer");
        Api approver = somebody("payroll-approver");
        structure(officer, payroll);
        UUID employee = hire(officer);
        UUID run =
                payroll.post(
                                HR + "payroll-runs",
                                Map.of("month", MONTH, "kind", "REGULAR", "text", "Pay"))
                        .is(201)
                        .id();
        act(payroll, run, "calculate");
        act(payroll, run, "review");
        act(approver, run, "approve");
        act(approver, run, "post");
        approver.post(
                        HR + "payroll-runs/" + run + "/payment-file",
                        Map.of("debtorName", "Main", "debtorIban", IBAN, "executionDate", MONTH))
                .is(200);
        act(approver, run, "pay");
        return employee;
    }

    /** What an officer types wrong; each is refused. */
    void mistakes(UUID employee) {
        String person = HR + "employees/" + employee + "/person";
        for (String body :
                List.of(
                        "{\"iban\":\"DE00marked-iban\",\"taxNumber\":\"" + TAX + "\"}",
                        "{\"taxNumber\":\"" + TAX + TAX + TAX + "\"}",
                        "{\"taxNumber\":[\"" + TAX + "\"]}",
                        "{\"marked-field\":\"" + TAX + "\"}",
                        "{\"taxNumber\":\"" + TAX)) {
            int status = admin.put(person, body, "*").status();
            if (status != 400 && status != 422) {
                throw new AssertionError(status + " for " + body);
            }
        }
        admin.post(
                        HR + "employees/" + employee + "/contracts",
                        "{\"from\":\"x\",\"pay\":{\"amount\":\"" + PAY + "x\"}}")
                .is(422);
        admin.get(HR + "employees?filter=marked-filter&sort=" + IBAN);
        admin.get("/api/v1/" + IBAN + "?taxNumber=" + TAX).is(404);
    }

    /** Personal data for the database to choke on. */
    Api.Answer changePerson(UUID employee, String traceparent) {
        return admin.send(
                "PUT",
                HR + "employees/" + employee + "/person",
                person(),
                "If-Match",
                "*",
                "traceparent",
                traceparent);
    }

    private static Map<String, Object> person() {
        return Map.of("iban", IBAN, "taxNumber", TAX, "birthDate", "1990-05-17");
    }

    private Api.Answer login(String user, String password) {
        return stranger.post(USERS + "login", Map.of("username", user, "password", password));
    }

    private Api somebody(String role) {
        String company = admin.get(USERS + "me").is(200).text("/companyId");
        admin.post(
                        USERS + "users",
                        Map.of(
                                "username",
                                role,
                                "displayName",
                                role,
                                "password",
                                PASSWORD,
                                "companyId",
                                company,
                                "roles",
                                List.of(role)))
                .is(201);
        Api api = stranger.withToken(login(role, PASSWORD).is(200).text("/accessToken"));
        marks.add(api.token());
        return api;
    }

    private static void structure(Api officer, Api payroll) {
        officer.post(
                        HR + "calendars",
                        Map.of(
                                "code",
                                "FULL",
                                "name",
                                "Every day",
                                "hours",
                                List.of("8", "8", "8", "8", "8", "8", "8"),
                                "holidays",
                                List.of()))
                .is(201);
        component(payroll, "BASE", "EARNING", "PAY");
        component(payroll, "TAX", "DEDUCTION", "ROUND(GROSS * 0.2, 2)");
        payroll.post(
                        HR + "pay-structures",
                        Map.of(
                                "code",
                                "STD",
                                "name",
                                "Usual",
                                "components",
                                List.of("BASE", "TAX")))
                .is(201);
    }

    private static void component(Api payroll, String code, String kind, String formula) {
        payroll.post(
                        HR + "pay-components",
                        Map.of(
                                "code",
                                code,
                                "name",
                                code,
                                "kind",
                                kind,
                                "formulas",
                                List.of(Map.of("from", "2020-01-01", "formula", formula))))
                .is(201);
    }

    private UUID hire(Api officer) {
        UUID employee = employee(officer, "E-1");
        officer.put(HR + "employees/" + employee + "/person", person(), "*").is(200);
        officer.post(
                        HR + "employees/" + employee + "/contracts",
                        Map.of(
                                "from",
                                MONTH,
                                "pay",
                                Map.of("amount", PAY, "currency", "EUR"),
                                "weeklyHours",
                                "40",
                                "calendar",
                                "FULL",
                                "structure",
                                "STD"))
                .is(201);
        return employee;
    }

    /** Somebody more, of whom nothing personal is known. */
    static UUID employee(Api officer, String number) {
        return officer.post(
                        HR + "employees",
                        Map.of("number", number, "name", "Employee", "hiredOn", MONTH))
                .is(201)
                .id();
    }

    private static void act(Api who, UUID run, String verb) {
        who.post(HR + "payroll-runs/" + run + "/" + verb, Map.of()).is(200);
    }
}

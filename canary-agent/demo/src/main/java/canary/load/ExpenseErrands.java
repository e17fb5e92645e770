package canary.load;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** Claims what an employee laid out: drafted, submitted, and left to somebody else's approval. */
final class ExpenseErrands implements ErrandKind {

    private static final String CLAIMS = "/api/v1/hr/expense-claims";
    private static final int MOST_SPENT = 300;

    @Override
    public List<String> roles() {
        return List.of("hr-officer");
    }

    @Override
    public Prepared prepare(Company company, Setup setup) throws IOException {
        setup.create("/api/v1/hr/expense-types", Map.of("code", "TRAIN", "name", "Trains"));
        String employee =
                setup.create(
                        "/api/v1/hr/employees",
                        Map.of(
                                "number", "E-1",
                                "name", "Ada",
                                "hiredOn", "2020-01-01"));
        Map<String, Object> one = claim(company, employee, 1);
        String kept = setup.create(CLAIMS, one);
        return new Prepared(
                random -> {
                    int spent = 1 + random.nextInt(MOST_SPENT);
                    return new Submission(CLAIMS, claim(company, employee, spent));
                },
                Submission.warmUp(CLAIMS, one, kept));
    }

    private static Map<String, Object> claim(Company company, String employee, int spent) {
        Map<String, String> net =
                Map.of("amount", Integer.toString(spent), "currency", company.currency());
        Map<String, Object> line =
                Map.of(
                        "date",
                        LocalDate.now(ZoneOffset.UTC).minusDays(1).toString(),
                        "expenseType",
                        "TRAIN",
                        "text",
                        "There and back",
                        "net",
                        net);
        return Map.of("employeeId", employee, "text", "Travel", "lines", List.of(line));
    }
}

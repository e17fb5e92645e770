package canary.load;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

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
                random -> new Travel(company, employee, random),
                List.of(
                        Errand.Request.post(CLAIMS, one),
                        Errand.Request.post(CLAIMS + "/" + kept + "/submit", null),
                        Errand.Request.read(CLAIMS + "/" + kept),
                        Errand.Request.read(CLAIMS + "?limit=20")));
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

    private static final class Travel implements Errand {

        private final Company company;
        private final String employee;
        private final int spent;
        private int step;
        private String claim = "";

        Travel(Company company, String employee, RandomGenerator random) {
            this.company = company;
            this.employee = employee;
            this.spent = 1 + random.nextInt(MOST_SPENT);
        }

        @Override
        public @Nullable Request next(@Nullable JsonNode before) {
            return switch (step++) {
                case 0 -> Request.post(CLAIMS, claim(company, employee, spent));
                case 1 -> {
                    claim = Errand.text(before, "id");
                    yield Request.post(CLAIMS + "/" + claim + "/submit", null);
                }
                case 2 -> Request.read(CLAIMS + "/" + claim);
                case 3 -> Request.read(CLAIMS + "?limit=20");
                default -> null;
            };
        }
    }
}

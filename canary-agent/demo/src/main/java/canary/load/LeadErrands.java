package canary.load;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Sells from the very beginning: a lead is found, qualified and converted, and its deal is won. */
final class LeadErrands implements ErrandKind {

    private static final String LEADS = "/api/v1/crm/leads";
    private static final String OPPORTUNITIES = "/api/v1/crm/opportunities";
    private static final int MOST_WORTH = 10_000;

    @Override
    public List<String> roles() {
        return List.of("sales-representative");
    }

    @Override
    public Prepared prepare(Company company, Setup setup) throws IOException {
        setup.create(
                "/api/v1/crm/pipelines",
                Map.of(
                        "code", "SALES",
                        "name", "Sales",
                        "stages", List.of(stage("FOUND", 10), stage("OFFER", 50))));
        // The release looks at a deal before any traffic moves: there is one from the beginning.
        String first = LEADS + "/" + setup.create(LEADS, lead("first-customer"));
        setup.create(first + "/qualify", null);
        setup.create(first + "/convert", deal(company.currency(), 1));
        String kept = setup.create(LEADS, lead("warm-up"));
        return new Prepared(
                random -> new Lead(company.currency(), random),
                List.of(
                        Errand.Request.post(LEADS, lead("nobody-yet")),
                        Errand.Request.post(LEADS + "/" + kept + "/qualify", null),
                        Errand.Request.post(
                                LEADS + "/" + kept + "/convert", deal(company.currency(), 1)),
                        Errand.Request.read(OPPORTUNITIES + "?limit=20")));
    }

    private static Map<String, Object> stage(String code, int probability) {
        return Map.of(
                "code", code, "name", code, "probability", probability, "requires", List.of());
    }

    private static Map<String, String> lead(String name) {
        return Map.of(
                "lastName", name,
                "organisationName", name + " Ltd",
                "email", name + "@example.com");
    }

    private static Map<String, Object> deal(String currency, int worth) {
        return Map.of("amount", Map.of("amount", Integer.toString(worth), "currency", currency));
    }

    private static final class Lead implements Errand {

        private final String currency;
        private final RandomGenerator random;
        private int step;
        private String lead = "";
        private String opportunity = "";

        Lead(String currency, RandomGenerator random) {
            this.currency = currency;
            this.random = random;
        }

        @Override
        public @Nullable Request next(@Nullable JsonNode before) {
            return switch (step++) {
                case 0 -> Request.post(LEADS, lead(name()));
                case 1 -> {
                    lead = Errand.text(before, "id");
                    yield Request.post(LEADS + "/" + lead + "/qualify", null);
                }
                case 2 ->
                        Request.post(
                                LEADS + "/" + lead + "/convert",
                                deal(currency, 1 + random.nextInt(MOST_WORTH)));
                case 3 -> {
                    opportunity = Errand.text(before, "opportunityId");
                    yield Request.read(OPPORTUNITIES + "/" + opportunity);
                }
                case 4 -> Request.post(OPPORTUNITIES + "/" + opportunity + "/win", null);
                case 5 -> Request.read(OPPORTUNITIES + "?limit=20");
                default -> null;
            };
        }

        /** Nobody's yet: a lead who is there already is refused. */
        private String name() {
            return "l" + new UUID(random.nextLong(), random.nextLong());
        }
    }
}

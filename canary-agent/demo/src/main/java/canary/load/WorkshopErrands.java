package canary.load;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Makes tables of legs: a work order from its plan to its close, with all that is posted. */
final class WorkshopErrands implements ErrandKind {

    private static final String API = "/api/v1/production/";
    private static final String ORDERS = API + "work-orders";
    private static final int MOST_TABLES = 5;

    @Override
    public List<String> roles() {
        return List.of("planner", "shop-floor-worker");
    }

    @Override
    public Prepared prepare(Company company, Setup setup) throws IOException {
        String leg = item(setup, "LEG");
        String table = item(setup, "TABLE");
        Map<String, String> legs = Map.of("itemId", leg, "quantity", "1000000", "unitCost", "2.50");
        setup.create(
                "/api/v1/inventory/receipts",
                Map.of("warehouseId", company.warehouse(), "lines", List.of(legs)));
        String bench =
                setup.create(
                        API + "work-centres",
                        Map.of(
                                "code", "BENCH",
                                "name", "Bench",
                                "workingDays", List.of("MONDAY", "WEDNESDAY", "FRIDAY"),
                                "capacityHours", "16",
                                "labourRate", "30",
                                "machineRate", "10"));
        Map<String, String> assembly =
                Map.of(
                        "name", "Assemble",
                        "workCentreId", bench,
                        "setupHours", "0.5",
                        "hoursPerUnit", "0.25");
        String routing =
                setup.create(
                        API + "routings",
                        Map.of("code", "TABLE", "name", "Table", "operations", List.of(assembly)));
        String bill =
                setup.create(
                        API + "bills",
                        Map.of(
                                "itemId", table,
                                "routingId", routing,
                                "components", List.of(Map.of("itemId", leg, "quantity", "4"))));
        setup.create(API + "bills/" + bill + "/activate", null);
        String kept = setup.create(ORDERS, order(company, table, 1));
        setup.create(ORDERS + "/" + kept + "/firm", null);
        return new Prepared(
                random -> new Making(company, table, random),
                List.of(
                        Errand.Request.post(ORDERS, order(company, table, 1)),
                        Errand.Request.post(ORDERS + "/" + kept + "/release", null),
                        Errand.Request.read(ORDERS + "/" + kept),
                        Errand.Request.read(ORDERS + "?limit=20")));
    }

    private static String item(Setup setup, String sku) throws IOException {
        return setup.create(
                "/api/v1/inventory/items", Map.of("sku", sku, "name", sku, "unit", "piece"));
    }

    private static Map<String, Object> order(Company company, String table, int pieces) {
        return Map.of(
                "itemId", table,
                "warehouseId", company.warehouse(),
                "quantity", Integer.toString(pieces),
                "dueDate", LocalDate.now(ZoneOffset.UTC).plusDays(7).toString());
    }

    private static final class Making implements Errand {

        private final Company company;
        private final String table;
        private final int pieces;
        private int step;
        private String order = "";

        Making(Company company, String table, RandomGenerator random) {
            this.company = company;
            this.table = table;
            this.pieces = 1 + random.nextInt(MOST_TABLES);
        }

        @Override
        public @Nullable Request next(@Nullable JsonNode before) {
            return switch (step++) {
                case 0 -> Request.post(ORDERS, order(company, table, pieces));
                case 1 -> {
                    order = Errand.text(before, "id");
                    yield act("firm", null);
                }
                case 2 -> act("release", null);
                case 3 -> act("issue", null);
                case 4 -> Request.read(ORDERS + "/" + order);
                case 5 -> act("receive", received(before));
                case 6 -> act("complete", null);
                case 7 -> act("close", null);
                case 8 -> Request.read(ORDERS + "/" + order + "/postings");
                case 9 -> Request.read(ORDERS + "?limit=20");
                default -> null;
            };
        }

        private Request act(String verb, @Nullable Object body) {
            return Request.post(ORDERS + "/" + order + "/" + verb, body);
        }

        private Object received(@Nullable JsonNode seen) {
            String output = seen == null ? "" : seen.at("/outputs/0/id").asString();
            return Map.of(
                    "lines",
                    List.of(
                            Map.of(
                                    "outputId",
                                    output,
                                    "quantity",
                                    Integer.toString(pieces),
                                    "scrapped",
                                    "0")));
        }
    }
}

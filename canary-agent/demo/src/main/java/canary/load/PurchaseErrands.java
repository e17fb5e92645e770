package canary.load;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Buys what is sold: an order is drafted, submitted, and waits for somebody else's approval. */
final class PurchaseErrands implements ErrandKind {

    private static final String ORDERS = "/api/v1/purchasing/orders";
    private static final int MOST_PIECES = 50;

    @Override
    public List<String> roles() {
        return List.of("buyer");
    }

    @Override
    public Prepared prepare(Company company, Setup setup) throws IOException {
        String supplier =
                setup.create("/api/v1/purchasing/suppliers", Map.of("name", "Iron and Sons"));
        Map<String, Object> one = order(company, supplier, company.items().getFirst(), 1);
        String kept = setup.create(ORDERS, one);
        return new Prepared(
                random -> new Purchase(company, supplier, random),
                List.of(
                        Errand.Request.post(ORDERS, one),
                        Errand.Request.post(ORDERS + "/" + kept + "/submit", null),
                        Errand.Request.read(ORDERS + "/" + kept),
                        Errand.Request.read(ORDERS + "?limit=20")));
    }

    private static Map<String, Object> order(
            Company company, String supplier, String item, int pieces) {
        Map<String, String> line =
                Map.of("itemId", item, "quantity", Integer.toString(pieces), "unitPrice", "2.50");
        return Map.of(
                "supplierId", supplier,
                "warehouseId", company.warehouse(),
                "lines", List.of(line));
    }

    private static final class Purchase implements Errand {

        private final Company company;
        private final String supplier;
        private final RandomGenerator random;
        private int step;
        private String order = "";

        Purchase(Company company, String supplier, RandomGenerator random) {
            this.company = company;
            this.supplier = supplier;
            this.random = random;
        }

        @Override
        public @Nullable Request next(@Nullable JsonNode before) {
            return switch (step++) {
                case 0 -> {
                    String item = company.items().get(random.nextInt(company.items().size()));
                    yield Request.post(
                            ORDERS,
                            order(company, supplier, item, 1 + random.nextInt(MOST_PIECES)));
                }
                case 1 -> {
                    order = Errand.text(before, "id");
                    yield Request.post(ORDERS + "/" + order + "/submit", null);
                }
                case 2 -> Request.read(ORDERS + "/" + order);
                case 3 -> Request.read(ORDERS + "?limit=20");
                default -> null;
            };
        }
    }
}

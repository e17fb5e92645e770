package canary.load;

import java.io.IOException;
import java.util.List;
import java.util.Map;

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
                random -> {
                    String item = company.items().get(random.nextInt(company.items().size()));
                    int pieces = 1 + random.nextInt(MOST_PIECES);
                    return new Submission(ORDERS, order(company, supplier, item, pieces));
                },
                Submission.warmUp(ORDERS, one, kept));
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
}

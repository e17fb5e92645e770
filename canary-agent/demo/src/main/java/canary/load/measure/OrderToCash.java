package canary.load.measure;

import canary.load.Company;
import canary.load.Errand;
import canary.load.Flow;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Sells: an order of one line is confirmed, delivered, invoiced and paid; then stock is looked at.
 */
final class OrderToCash implements Errand {

    private static final String ORDERS = "/api/v1/sales/orders";
    private static final int MOST_PIECES = 9;

    private final Company company;
    private final RandomGenerator random;
    private int step;
    private String customer = "";
    private String order = "";
    private String item = "";

    OrderToCash(Company company, RandomGenerator random) {
        this.company = company;
        this.random = random;
    }

    @Override
    public @Nullable Request next(@Nullable JsonNode before) {
        return switch (step++) {
            case 0 -> Request.post(ORDERS, order());
            case 1 -> {
                order = before == null ? "" : before.path("id").asString();
                yield act("confirm");
            }
            case 2 -> act("deliver");
            case 3 -> act("invoice");
            case 4 ->
                    before == null ? null : Request.post("/api/v1/finance/payments", paid(before));
            case 5 -> Request.read("/api/v1/inventory/stock?itemId=" + item);
            default -> null;
        };
    }

    private Request act(String verb) {
        return Request.post(ORDERS + "/" + order + "/" + verb, null);
    }

    private Object order() {
        customer = pick(company.customers());
        item = pick(company.items());
        Map<String, String> line =
                Map.of(
                        "itemId",
                        item,
                        "quantity",
                        Integer.toString(1 + random.nextInt(MOST_PIECES)),
                        "unitPrice",
                        "9.50");
        return Map.of(
                "customerId", customer,
                "warehouseId", company.warehouse(),
                "lines", List.of(line));
    }

    private Object paid(JsonNode invoice) {
        return Flow.payment(customer, invoice.path("id").asString(), invoice.path("total"));
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}

package canary.smoke;

import tools.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Looks for what an order needs among a company's master data, the most promising first: customers
 * without a credit limit, active items that lie in stock.
 */
final class TestOrders {

    private static final String ITEMS = "/api/v1/inventory/items";

    /** So many orders are proposed; when all of them are refused, it is not for their data. */
    private static final int MOST = 5;

    private static final int MOST_IN_STOCK = 25;
    private static final int MOST_CUSTOMERS = 1000;

    private final ErpClient erp;

    TestOrders(ErpClient erp) {
        this.erp = erp;
    }

    private record Goods(String warehouse, String item) {}

    private record Limited(String id, BigDecimal limit) {}

    /** At least one. Throws {@link Untestable} that names all that is missing. */
    List<TestOrder> proposals() {
        List<String> customers = customers();
        List<String> warehouses = ids("/api/v1/inventory/warehouses").limit(MOST).toList();
        List<String> items = ids(ITEMS).limit(MOST).toList();
        Optional<String> taxCode = taxCode();
        List<String> missing = new ArrayList<>();
        require(!customers.isEmpty(), "customer", missing);
        require(!warehouses.isEmpty(), "warehouse", missing);
        require(!items.isEmpty(), "active item", missing);
        require(taxCode.isPresent(), "tax code", missing);
        if (!missing.isEmpty()) {
            throw new Untestable("there is " + String.join(", ", missing));
        }
        Set<Goods> goods = new LinkedHashSet<>(inStock());
        items.forEach(item -> goods.add(new Goods(warehouses.getFirst(), item)));
        List<Goods> choice = goods.stream().limit(MOST).toList();
        List<TestOrder> orders = new ArrayList<>();
        for (int i = 0; i < Math.max(customers.size(), choice.size()); i++) {
            Goods good = choice.get(i % choice.size());
            String customer = customers.get(i % customers.size());
            orders.add(
                    new TestOrder(customer, good.warehouse(), good.item(), taxCode.orElseThrow()));
        }
        return orders;
    }

    private static void require(boolean isThere, String what, List<String> missing) {
        if (!isThere) {
            missing.add("no " + what);
        }
    }

    /** Those who may owe anything, and then those with the highest limits. */
    private List<String> customers() {
        List<String> free = new ArrayList<>();
        List<Limited> limited = new ArrayList<>();
        Iterator<JsonNode> rows =
                usable("/api/v1/sales/customers").limit(MOST_CUSTOMERS).iterator();
        while (free.size() < MOST && rows.hasNext()) {
            JsonNode row = rows.next();
            JsonNode limit = row.path("creditLimit");
            if (limit.isObject()) {
                limited.add(new Limited(id(row), number(limit.path("amount"))));
            } else {
                free.add(id(row));
            }
        }
        limited.sort(Comparator.comparing(Limited::limit).reversed());
        return Stream.concat(free.stream(), limited.stream().map(Limited::id)).limit(MOST).toList();
    }

    /** Active items of which a piece is available, with the warehouse where it is. */
    private List<Goods> inStock() {
        String path = "/api/v1/inventory/stock";
        return erp.rowsIfAllowed(path)
                .filter(row -> number(row.path("available")).compareTo(BigDecimal.ONE) >= 0)
                .map(row -> new Goods(text(row, "warehouseId"), text(row, "itemId")))
                .filter(goods -> !goods.warehouse().isEmpty() && !goods.item().isEmpty())
                .distinct()
                .limit(MOST_IN_STOCK)
                .filter(goods -> isActive(goods.item()))
                .limit(MOST)
                .toList();
    }

    private boolean isActive(String item) {
        ErpClient.Answer answer = erp.get(ITEMS + "/" + item);
        return answer.isSuccess() && isUsable(answer.body());
    }

    /** The usual one where it is there; the empty string where they are not shown. */
    private Optional<String> taxCode() {
        String path = "/api/v1/finance/tax-codes";
        if (!erp.get(path + "?limit=1").isSuccess()) {
            return Optional.of("");
        }
        List<String> codes = usable(path).map(row -> text(row, "code")).toList();
        return codes.contains("STANDARD") ? Optional.of("STANDARD") : codes.stream().findFirst();
    }

    private Stream<String> ids(String path) {
        return usable(path).map(TestOrders::id);
    }

    private Stream<JsonNode> usable(String path) {
        return erp.rows(path).filter(TestOrders::isUsable);
    }

    private static boolean isUsable(JsonNode row) {
        return row.path("active").asBoolean(true);
    }

    private static String id(JsonNode row) {
        return text(row, "id");
    }

    private static String text(JsonNode row, String field) {
        return row.path(field).asString("");
    }

    private static BigDecimal number(JsonNode field) {
        try {
            return new BigDecimal(field.asString("0"));
        } catch (NumberFormatException e) {
            return BigDecimal.ZERO;
        }
    }
}

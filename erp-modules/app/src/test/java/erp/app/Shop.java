package erp.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * A company that can sell: chart of accounts, a warehouse with stock, customers. All made over the
 * API.
 */
record Shop(Api api, UUID warehouse, List<UUID> items, List<UUID> customers) {
    private static int made;

    /** A shop with so many items, each with so many pieces at a cost of 4.00. */
    static synchronized Shop open(Api api, int items, int pieces) {
        String suffix = "-" + ++made + "-" + Long.toString(System.nanoTime(), 36);
        api.post("/api/v1/finance/chart/default", Map.of());
        UUID warehouse =
                api.post(
                                "/api/v1/inventory/warehouses",
                                Map.of("code", "W" + suffix, "name", "Main"))
                        .is(201)
                        .id();
        List<UUID> goods = new ArrayList<>();
        List<Map<String, Object>> lines = new ArrayList<>();
        for (int i = 0; i < items; i++) {
            Map<String, Object> item =
                    Map.of("sku", "SKU" + i + suffix, "name", "Item " + i, "unit", "pcs");
            UUID id = api.post("/api/v1/inventory/items", item).is(201).id();
            goods.add(id);
            lines.add(Map.of("itemId", id, "quantity", Integer.toString(pieces), "unitCost", "4"));
        }
        if (pieces > 0) {
            api.post("/api/v1/inventory/receipts", Map.of("warehouseId", warehouse, "lines", lines))
                    .is(201);
        }
        List<UUID> customers =
                IntStream.range(0, 3)
                        .mapToObj(
                                i ->
                                        api.post(
                                                        "/api/v1/sales/customers",
                                                        Map.of("name", "Customer " + i + suffix))
                                                .is(201)
                                                .id())
                        .toList();
        return new Shop(api, warehouse, goods, customers);
    }

    /** A line of an order, as JSON has it. */
    record Line(UUID itemId, String quantity, String unitPrice) {}

    Line line(int item, String quantity, String price) {
        return new Line(items.get(item), quantity, price);
    }

    Api.Answer order(Line... lines) {
        return api.post(
                "/api/v1/sales/orders",
                Map.of(
                        "customerId",
                        customers.getFirst(),
                        "warehouseId",
                        warehouse,
                        "lines",
                        List.of(lines)));
    }

    Api.Answer act(UUID order, String verb) {
        return api.post("/api/v1/sales/orders/" + order + "/" + verb, Map.of());
    }
}

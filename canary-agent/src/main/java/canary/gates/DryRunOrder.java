package canary.gates;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Map;

/** Places an order as a dry run, with whatever customer, warehouse and item there are. */
final class DryRunOrder {

    private DryRunOrder() {}

    static String place(ErpClient erp) {
        String customer = first(erp, "/api/v1/sales/customers?limit=1");
        String warehouse = first(erp, "/api/v1/inventory/warehouses?limit=1");
        String item = first(erp, "/api/v1/inventory/items?limit=1");
        if (customer.isEmpty() || warehouse.isEmpty() || item.isEmpty()) {
            return "left out: there is no customer, warehouse or item to order with";
        }
        Map<String, String> line = Map.of("itemId", item, "quantity", "1", "unitPrice", "1.00");
        ErpClient.Answer answer =
                erp.post(
                        "/api/v1/sales/orders?dryRun=true",
                        Map.of(
                                "customerId",
                                customer,
                                "warehouseId",
                                warehouse,
                                "lines",
                                List.of(line)));
        if (answer.status() != 200) {
            answer.expect(201);
        }
        return "an order is accepted and rolled back";
    }

    private static String first(ErpClient erp, String path) {
        JsonNode items = erp.get(path).expect(200).body().path("items");
        return items.isEmpty() ? "" : items.get(0).path("id").asString("");
    }
}

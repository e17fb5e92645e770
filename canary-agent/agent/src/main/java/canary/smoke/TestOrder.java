package canary.smoke;

import java.util.List;
import java.util.Map;

/**
 * An order over one piece.
 *
 * @param taxCode the empty string for what the ERP takes by itself
 */
record TestOrder(String customer, String warehouse, String item, String taxCode) {

    Map<String, Object> body() {
        Map<String, String> line =
                taxCode.isEmpty()
                        ? Map.of("itemId", item, "quantity", "1", "unitPrice", "1.00")
                        : Map.of(
                                "itemId",
                                item,
                                "quantity",
                                "1",
                                "unitPrice",
                                "1.00",
                                "taxCode",
                                taxCode);
        return Map.of("customerId", customer, "warehouseId", warehouse, "lines", List.of(line));
    }
}

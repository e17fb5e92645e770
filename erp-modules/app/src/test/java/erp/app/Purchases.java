package erp.app;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a company has of purchasing once it has bought something: a draft, an order of which a part
 * came and was billed, a credit, and a run that would pay. All made over the API.
 *
 * @param ids by the names that bodies give them, and of documents by what they are
 */
record Purchases(Map<String, UUID> ids) {
    private static final String BASE = "/api/v1/purchasing/";

    static Purchases made(Api api, Shop shop) {
        Purchases made = new Purchases(new HashMap<>());
        made.sell(api, shop);
        made.buy(api, shop);
        made.need(api, shop);
        return made;
    }

    UUID id(String name) {
        return ids.get(name);
    }

    /** A supplier and what it sells; and an item that it does not. */
    private void sell(Api api, Shop shop) {
        UUID supplier = api.post(BASE + "suppliers", Map.of("name", "Iron Ltd")).is(201).id();
        UUID item = shop.items().getFirst();
        Map<String, Object> sold =
                Map.of("supplierId", supplier, "itemId", item, "prices", List.of());
        Map<String, Object> other = Map.of("sku", "NEW-" + supplier, "name", "New", "unit", "pcs");
        ids.put("supplierId", supplier);
        ids.put("0", supplier);
        ids.put("supplierItem", api.post(BASE + "supplier-items", sold).is(201).id());
        ids.put("unsold", api.post("/api/v1/inventory/items", other).is(201).id());
        policy(api);
    }

    private void buy(Api api, Shop shop) {
        UUID supplier = id("supplierId");
        ids.put("draft", order(api, shop, supplier).id());
        Api.Answer order = order(api, shop, supplier);
        for (String verb : List.of("submit", "confirm")) {
            api.post(BASE + "orders/" + order.id() + "/" + verb, Map.of()).is(200);
        }
        String line = order.text("/lines/0/id");
        Map<String, Object> part =
                Map.of("lines", List.of(Map.of("lineId", line, "quantity", "6")));
        Api.Answer receipt = api.post(BASE + "orders/" + order.id() + "/receive", part).is(201);
        Api.Answer invoice =
                api.post(BASE + "invoices", invoice(supplier, line, "F-0", "4", "9.60")).is(201);
        UUID invoiceLine = UUID.fromString(invoice.text("/lines/0/id"));
        ids.put("order", order.id());
        ids.put("orderLineId", UUID.fromString(line));
        ids.put("receipt", receipt.id());
        ids.put("receiptLineId", UUID.fromString(receipt.text("/lines/0/id")));
        ids.put("invoiceLineId", invoiceLine);
        UUID credit = api.post(BASE + "credits", credit(supplier, invoiceLine)).is(201).id();
        ids.put("credit", credit);
        ids.put("creditId", credit);
        Map<String, Object> due = Map.of("dueBy", "2099-01-01", "supplierId", supplier);
        ids.put("run", api.post("/api/v1/finance/payment-runs", due).is(201).id());
        api.post(BASE + "invoices", invoice(supplier, line, "F-00", "1", "2.40")).is(201);
        ids.put(
                "payable",
                UUID.fromString(
                        api.get("/api/v1/finance/payables?supplierId=" + supplier)
                                .is(200)
                                .text("/items/0/id")));
    }

    private void need(Api api, Shop shop) {
        Map<String, Object> agreed =
                Map.of(
                        "supplierId",
                        id("supplierId"),
                        "validFrom",
                        "2020-01-01",
                        "validUntil",
                        "2099-01-01",
                        "lines",
                        List.of(shop.line(0, "9", "1")));
        ids.put("agreement", api.post(BASE + "blanket-orders", agreed).is(201).id());
        ids.put("requisition", requisition(api, shop));
        UUID approved = requisition(api, shop);
        ids.put("requisitionId", approved);
        api.post(BASE + "requisitions/" + approved + "/submit", Map.of()).is(200);
        String seen = api.get(BASE + "requisitions/" + approved).is(200).header("ETag");
        colleague(api).post(BASE + "requisitions/" + approved + "/approve", Map.of(), seen).is(200);
        Api.Answer rfq = api.post(BASE + "rfqs", rfq(shop, id("supplierId"))).is(201);
        String line = rfq.text("/lines/0/id");
        ids.put("rfq", rfq.id());
        ids.put("rfqLineId", UUID.fromString(line));
        api.post(BASE + "rfqs/" + rfq.id() + "/quote", quote(id("supplierId"), line)).is(200);
        Map<String, Object> rule =
                Map.of(
                        "warehouseId",
                        shop.warehouse(),
                        "itemId",
                        shop.items().getFirst(),
                        "reorderPoint",
                        "100000",
                        "target",
                        "200000");
        ids.put("rule", api.post(BASE + "reorder-rules", rule).is(201).id());
    }

    /** Nobody has to approve. */
    private static void policy(Api api) {
        String now = api.get(BASE + "policy").is(200).header("ETag");
        api.put(
                        BASE + "policy",
                        Map.of(
                                "overReceiptPercent",
                                "0",
                                "quantityPercent",
                                "0",
                                "pricePercent",
                                "0",
                                "totalAmount",
                                money("0"),
                                "levels",
                                List.of()),
                        now)
                .is(200);
    }

    private static Api.Answer order(Api api, Shop shop, UUID supplier) {
        return api.post(
                        BASE + "orders",
                        Map.of(
                                "supplierId",
                                supplier,
                                "warehouseId",
                                shop.warehouse(),
                                "lines",
                                List.of(shop.line(0, "9", "2"))))
                .is(201);
    }

    private static Map<String, Object> invoice(
            UUID supplier, String line, String number, String quantity, String total) {
        return Map.of(
                "supplierId",
                supplier,
                "number",
                number,
                "date",
                "2020-01-02",
                "total",
                money(total),
                "lines",
                List.of(Map.of("orderLineId", line, "quantity", quantity, "unitPrice", "2")));
    }

    private static Map<String, Object> credit(UUID supplier, UUID invoiceLine) {
        return Map.of(
                "supplierId",
                supplier,
                "number",
                "C-0",
                "date",
                "2020-01-02",
                "reason",
                "too dear",
                "lines",
                List.of(Map.of("invoiceLineId", invoiceLine, "net", money("1"))));
    }

    private static UUID requisition(Api api, Shop shop) {
        return api.post(
                        BASE + "requisitions",
                        Map.of(
                                "warehouseId",
                                shop.warehouse(),
                                "lines",
                                List.of(
                                        Map.of(
                                                "itemId",
                                                shop.items().getFirst(),
                                                "quantity",
                                                "1",
                                                "neededBy",
                                                "2099-01-01",
                                                "estimatedPrice",
                                                "1"))))
                .is(201)
                .id();
    }

    private static Map<String, Object> rfq(Shop shop, UUID supplier) {
        return Map.of(
                "warehouseId",
                shop.warehouse(),
                "answerBy",
                "2099-01-01",
                "supplierIds",
                List.of(supplier),
                "lines",
                List.of(
                        Map.of(
                                "itemId",
                                shop.items().getFirst(),
                                "quantity",
                                "1",
                                "neededBy",
                                "2099-01-01")));
    }

    private static Map<String, Object> quote(UUID supplier, String line) {
        return Map.of(
                "supplierId",
                supplier,
                "validUntil",
                "2099-01-01",
                "leadTimeDays",
                1,
                "lines",
                List.of(Map.of("rfqLineId", line, "unitPrice", "1")));
    }

    /** Somebody else of the company, who approves. */
    private static Api colleague(Api api) {
        return ErpIT.somebody(ErpIT.companyOf(api), "purchase-approver").api();
    }

    private static Map<String, String> money(String amount) {
        return Map.of("amount", amount, "currency", "EUR");
    }
}

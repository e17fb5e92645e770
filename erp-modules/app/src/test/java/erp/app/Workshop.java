package erp.app;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A company that can make something: a table of a frame and a top, a frame of four legs. Legs at
 * 2.50 and tops at 40 lie in stock, an hour at the bench is 30 for people and 10 for the place.
 */
record Workshop(
        Api api,
        UUID warehouse,
        UUID leg,
        UUID top,
        UUID frame,
        UUID table,
        UUID bench,
        UUID routing,
        UUID bill) {
    static final String API = "/api/v1/production/";

    private static int made;

    static synchronized Workshop open(Api api) {
        String suffix = "-" + ++made + "-" + Long.toString(System.nanoTime(), 36);
        api.post("/api/v1/finance/chart/default", Map.of());
        UUID warehouse =
                api.post(
                                "/api/v1/inventory/warehouses",
                                Map.of("code", "P" + suffix, "name", "Works"))
                        .is(201)
                        .id();
        UUID leg = item(api, "LEG" + suffix);
        UUID top = item(api, "TOP" + suffix);
        UUID frame = item(api, "FRAME" + suffix);
        UUID table = item(api, "TABLE" + suffix);
        receive(api, warehouse, leg, "400", "2.50");
        receive(api, warehouse, top, "50", "40");
        UUID bench = api.post(API + "work-centres", centre("B" + suffix)).is(201).id();
        UUID routing = api.post(API + "routings", routing("R" + suffix, bench)).is(201).id();
        activate(
                api,
                api.post(API + "bills", bill(frame, routing, List.of(part(leg, "4"))))
                        .is(201)
                        .id());
        UUID bill =
                api.post(
                                API + "bills",
                                bill(table, routing, List.of(part(frame, "1"), part(top, "1"))))
                        .is(201)
                        .id();
        activate(api, bill);
        return new Workshop(api, warehouse, leg, top, frame, table, bench, routing, bill);
    }

    private static UUID item(Api api, String sku) {
        return api.post(
                        "/api/v1/inventory/items",
                        Map.of("sku", sku, "name", "Part of a table", "unit", "piece"))
                .is(201)
                .id();
    }

    private static void receive(Api api, UUID warehouse, UUID item, String quantity, String cost) {
        api.post(
                        "/api/v1/inventory/receipts",
                        Map.of(
                                "warehouseId",
                                warehouse,
                                "lines",
                                List.of(
                                        Map.of(
                                                "itemId", item,
                                                "quantity", quantity,
                                                "unitCost", cost))))
                .is(201);
    }

    private static Map<String, Object> centre(String code) {
        return Map.of(
                "code", code,
                "name", "Bench",
                "workingDays", List.of("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY"),
                "capacityHours", "16",
                "labourRate", "30",
                "machineRate", "10");
    }

    private static Map<String, Object> routing(String code, UUID bench) {
        return Map.of(
                "code",
                code,
                "name",
                "Put together",
                "operations",
                List.of(
                        Map.of(
                                "name", "Assemble",
                                "workCentreId", bench,
                                "setupHours", "0.5",
                                "hoursPerUnit", "0.25")));
    }

    static Map<String, Object> part(UUID item, String quantity) {
        return Map.of("itemId", item, "quantity", quantity);
    }

    private static Map<String, Object> bill(
            UUID item, UUID routing, List<Map<String, Object>> parts) {
        return Map.of("itemId", item, "routingId", routing, "components", parts);
    }

    private static void activate(Api api, UUID bill) {
        api.post(API + "bills/" + bill + "/activate", Map.of()).is(200);
    }

    /** Makes something of a body that names what the workshop has, {@code <leg>}. */
    UUID create(String path, String body) {
        String filled =
                body.replace("<leg>", leg.toString())
                        .replace("<top>", top.toString())
                        .replace("<frame>", frame.toString())
                        .replace("<table>", table.toString())
                        .replace("<routingId>", routing.toString())
                        .replace("<warehouseId>", warehouse.toString())
                        .replace("'", "\"");
        return api.post(API + path, filled).is(201).id();
    }

    /** An item of this kind that nobody has. */
    UUID item(String kind) {
        return item(api, kind + "-" + Long.toString(System.nanoTime(), 36));
    }

    /** An item of one leg, for each of which a supplier is paid for a service. */
    UUID subcontracted(String kind, UUID service) {
        UUID item = item(kind);
        UUID routing =
                create(
                        "routings",
                        "{'code':'S-%s','name':'Out','operations':[{'name':'Out','workCentreId':'%s',"
                                        .formatted(Long.toString(System.nanoTime(), 36), bench)
                                + "'setupHours':'0','hoursPerUnit':'0','subcontractItemId':'%s'}]}"
                                        .formatted(service));
        activate(
                api,
                api.post(API + "bills", bill(item, routing, List.of(part(leg, "1")))).is(201).id());
        return item;
    }

    /** A planned order that is due today. */
    UUID order(UUID item, String quantity) {
        String today = java.time.LocalDate.now(java.time.ZoneOffset.UTC).toString();
        return api.post(
                        API + "work-orders",
                        Map.of(
                                "itemId", item,
                                "warehouseId", warehouse,
                                "quantity", quantity,
                                "dueDate", today))
                .is(201)
                .id();
    }

    UUID released(UUID item, String quantity) {
        UUID order = order(item, quantity);
        act(order, "firm").is(200);
        act(order, "release").is(200);
        return order;
    }

    Api.Answer see(UUID order) {
        return api.get(API + "work-orders/" + order).is(200);
    }

    Api.Answer act(UUID order, String verb) {
        return act(order, verb, Map.of());
    }

    Api.Answer act(UUID order, String verb, Object body) {
        return api.post(API + "work-orders/" + order + "/" + verb, body);
    }

    Api.Answer receive(UUID order, String good, String scrapped) {
        return act(
                order,
                "receive",
                Map.of(
                        "lines",
                        List.of(
                                Map.of(
                                        "outputId", see(order).text("/outputs/0/id"),
                                        "quantity", good,
                                        "scrapped", scrapped))));
    }

    Api.Answer bookTime(UUID order, String hours) {
        return act(
                order,
                "book-time",
                Map.of(
                        "lines",
                        List.of(
                                Map.of(
                                        "operationId",
                                        see(order).text("/operations/0/id"),
                                        "hours",
                                        hours))));
    }
}

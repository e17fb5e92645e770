package erp.app;

import erp.app.ForeignValuesIT.Sample;
import erp.app.ForeignValuesIT.World;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Right requests that name something of the company, at least one for each such place. */
final class ForeignSamples {
    /**
     * A request, with {@code <itemId>} and so on where ids go.
     *
     * @param match the version that it changes; empty where it is a POST
     */
    record Request(String operation, String match, String path, String body) {}

    private ForeignSamples() {}

    /** By the operation. */
    static Map<String, List<Sample>> of(World own) {
        Map<String, List<Sample>> samples = new HashMap<>();
        String order =
                "{'customerId':'<customerId>','warehouseId':'<warehouseId>','currency':'EUR',"
                        + "'lines':[{'itemId':'<itemId>','quantity':'1','unitPrice':'5'}]}";
        post(samples, own, "createOrder", "/sales/orders", order);
        put(samples, own, "changeOrder", "/sales/orders/" + own.draft(), "\"0\"", order);
        post(
                samples,
                own,
                "deliverOrder",
                "/sales/orders/" + own.confirmed() + "/deliver",
                "{'lines':[{'lineId':'<lineId>','quantity':'1'}]}");
        post(samples, own, "createQuotation", "/sales/quotations", order);
        put(
                samples,
                own,
                "changeQuotation",
                "/sales/quotations/" + own.ids().get("quotationId"),
                "\"0\"",
                order);
        String customer = "{'name':'Ada','creditLimit':<5>}";
        post(samples, own, "createCustomer", "/sales/customers", customer);
        put(
                samples,
                own,
                "changeCustomer",
                "/sales/customers/" + own.ids().get("customerId"),
                "\"0\"",
                customer);
        stock(samples, own);
        samples.putAll(ForeignCrm.samples(own.ids(), own::fill));
        samples.putAll(ForeignProduction.samples(own.ids(), own::fill));
        finance(samples, own);
        add(samples, own, PurchaseSamples.of(own.purchases(), ErpIT.api()));
        add(samples, own, HrSamples.of(own.ids()));
        opening(samples, own);
        return samples;
    }

    private static void stock(Map<String, List<Sample>> samples, World own) {
        String goods = "{'warehouseId':'<warehouseId>',%s'lines':[{'itemId':'<itemId>',%s}]}";
        post(
                samples,
                own,
                "createReceipt",
                "/inventory/receipts",
                goods.formatted("", "'quantity':'1','unitCost':'2'"));
        post(
                samples,
                own,
                "createAdjustment",
                "/inventory/adjustments",
                goods.formatted("'reason':'x',", "'quantity':'-1'"));
        post(
                samples,
                own,
                "createCount",
                "/inventory/counts",
                goods.formatted("'reason':'x',", "'counted':'7'"));
        post(
                samples,
                own,
                "createTransfer",
                "/inventory/transfers",
                "{'fromWarehouseId':'<fromWarehouseId>','toWarehouseId':'<toWarehouseId>',"
                        + "'lines':[{'itemId':'<itemId>','quantity':'1'}]}");
    }

    private static void finance(Map<String, List<Sample>> samples, World own) {
        String line = "{'accountId':'<accountId>','partyId':'<partyId>',%s:<5>,%s:%s}";
        String nothing = "{'amount':'0','currency':'EUR'}";
        post(
                samples,
                own,
                "postJournalEntry",
                "/finance/journal-entries",
                "{'text':'x','lines':[%s,%s]}"
                        .formatted(
                                line.formatted("'debit'", "'credit'", nothing),
                                line.formatted("'credit'", "'debit'", nothing)));
        for (String item : List.of("openItemId", "invoiceId")) {
            String allocations =
                    "'allocations':[{'%s':'<%s>','amount':<5>}]}".formatted(item, item);
            post(
                    samples,
                    own,
                    "postPayment",
                    "/finance/payments",
                    "{'customerId':'<customerId>','amount':<5>," + allocations);
            post(
                    samples,
                    own,
                    "allocatePayment",
                    "/finance/payments/" + own.payment() + "/allocate",
                    "{" + allocations);
        }
        post(
                samples,
                own,
                "postPayment",
                "/finance/payments",
                "{'customerId':'<customerId>','amount':<5>}");
        post(
                samples,
                own,
                "postPayment",
                "/finance/payments",
                "{'customerId':'<customerId>','amount':<5>,'fee':{'amount':'1','currency':'EUR'}}");
        settlement(samples, own);
        unallocate(
                samples, own, "Payment", "/finance/payments/" + own.payment(), "openItemId", "1");
        unallocate(
                samples,
                own,
                "SupplierPayment",
                "/finance/supplier-payments/" + own.purchases().id("credit"),
                "payable",
                "0.10");
    }

    private static void settlement(Map<String, List<Sample>> samples, World own) {
        post(
                samples,
                own,
                "writeOffReceivable",
                "/finance/open-items/" + own.ids().get("openItemId") + "/write-off",
                "{'reason':'x','amount':<5>}");
        post(
                samples,
                own,
                "writeOffPayable",
                "/finance/payables/" + own.ids().get("payable") + "/write-off",
                "{'reason':'x','amount':{'amount':'1','currency':'EUR'}}");
        post(
                samples,
                own,
                "refundPayment",
                "/finance/payments/" + own.payment() + "/refund",
                "{'amount':{'amount':'1','currency':'EUR'}}");
    }

    /** Allocates so much of it, which the request takes back. */
    private static void unallocate(
            Map<String, List<Sample>> samples,
            World own,
            String name,
            String payment,
            String item,
            String amount) {
        Map<String, Object> part =
                Map.of(
                        "openItemId",
                        own.ids().get(item),
                        "amount",
                        Map.of("amount", amount, "currency", "EUR"));
        String allocation =
                ErpIT.api()
                        .post(
                                "/api/v1" + payment + "/allocate",
                                Map.of("allocations", List.of(part)))
                        .is(200)
                        .text("/allocations/0/id");
        post(
                samples,
                own,
                "unallocate" + name,
                payment + "/unallocate",
                "{'allocationIds':['" + allocation + "']}");
    }

    private static void add(Map<String, List<Sample>> samples, World own, List<Request> requests) {
        for (Request it : requests) {
            if (it.match().isEmpty()) {
                post(samples, own, it.operation(), it.path(), it.body());
            } else {
                put(samples, own, it.operation(), it.path(), it.match(), it.body());
            }
        }
    }

    private static void opening(Map<String, List<Sample>> samples, World own) {
        String path = "/finance/opening";
        String before = ErpIT.api().get("/api/v1" + path).is(200).header("ETag");
        Map<String, Object> empty = Map.of("date", "2020-12-31", "balances", List.of());
        String match = ErpIT.api().put("/api/v1" + path, empty, before).is(200).header("ETag");
        for (String side : List.of("debit", "credit")) {
            String balance = "{'accountId':'<accountId>','%s':<5>}".formatted(side);
            String body = "{'date':'2020-12-31','balances':[%s]}".formatted(balance);
            put(samples, own, "putOpening", path, match, body);
        }
        String item =
                "{'lines':[{'%1$s':'<%1$s>','reference':'R','date':'2020-12-01',%2$s'amount':<5>}]}";
        String due = "'dueDate':'2021-01-01',";
        String owed = item.formatted("customerId", due);
        put(samples, own, "putOpeningReceivables", path + "/receivables", match, owed);
        String owing = item.formatted("supplierId", due);
        put(samples, own, "putOpeningPayables", path + "/payables", match, owing);
        String paid = item.formatted("customerId", "");
        put(samples, own, "putOpeningPrepayments", path + "/prepayments", match, paid);
        put(
                samples,
                own,
                "putOpeningStock",
                "/inventory/opening-stock",
                match,
                "{'lines':[{'warehouseId':'<warehouseId>','itemId':'<itemId>','quantity':'1',"
                        + "'value':<5>}]}");
    }

    private static void put(
            Map<String, List<Sample>> samples,
            World own,
            String id,
            String path,
            String match,
            String body) {
        samples.computeIfAbsent(id, _ -> new ArrayList<>())
                .add(new Sample("PUT", "/api/v1" + path, own.fill(body), "If-Match", match));
    }

    private static void post(
            Map<String, List<Sample>> samples, World own, String id, String path, String body) {
        samples.computeIfAbsent(id, _ -> new ArrayList<>())
                .add(new Sample("POST", "/api/v1" + path, own.fill(body)));
    }
}

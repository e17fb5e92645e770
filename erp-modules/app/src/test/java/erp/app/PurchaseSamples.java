package erp.app;

import erp.app.ForeignSamples.Request;

import java.util.ArrayList;
import java.util.List;

/** Requests of purchasing that are right, with every id and currency that they can have. */
final class PurchaseSamples {
    private static final String BASE = "/purchasing/";
    private static final String MONEY = "{'amount':'1','currency':'EUR'}";
    private static final String FIRST = "\"0\"";

    private final List<Request> all = new ArrayList<>();

    private PurchaseSamples() {}

    static List<Request> of(Purchases made, Api api) {
        PurchaseSamples samples = new PurchaseSamples();
        samples.masters(made, api);
        samples.requisitions(made);
        samples.orders(made);
        samples.blanketOrders(made);
        samples.invoices(made);
        samples.payments(made);
        return samples.all;
    }

    private void masters(Purchases made, Api api) {
        String supplier = "{'name':'Iron','currency':'EUR'}";
        post("createSupplier", BASE + "suppliers", supplier);
        put("changeSupplier", BASE + "suppliers/" + made.id("supplierId"), FIRST, supplier);
        String sold = "{'supplierId':'<supplierId>','itemId':'<itemId>','prices':[]}";
        post(
                "createSupplierItem",
                BASE + "supplier-items",
                sold.replace("<itemId>", made.id("unsold").toString()));
        put("changeSupplierItem", BASE + "supplier-items/" + made.id("supplierItem"), FIRST, sold);
        put(
                "changePurchasingPolicy",
                BASE + "policy",
                api.get("/api/v1/purchasing/policy").is(200).header("ETag"),
                "{'overReceiptPercent':'0','quantityPercent':'0','pricePercent':'0',"
                        + "'totalAmount':<5>,'levels':[{'above':<5>,'approvals':1}]}");
        String rule =
                "{'warehouseId':'<warehouseId>','itemId':'<itemId>','reorderPoint':'100',"
                        + "'target':'200','supplierId':'<supplierId>'}";
        post(
                "createReorderRule",
                BASE + "reorder-rules",
                rule.replace("<itemId>", made.id("unsold").toString()));
        put("changeReorderRule", BASE + "reorder-rules/" + made.id("rule"), FIRST, rule);
        post("requestReplenishment", BASE + "replenishment", "{'warehouseId':'<warehouseId>'}");
    }

    private void requisitions(Purchases made) {
        String needed =
                "{'warehouseId':'<warehouseId>','lines':[{'itemId':'<itemId>','quantity':'1',"
                        + "'neededBy':'2099-01-01','supplierId':'<supplierId>',"
                        + "'estimatedPrice':'1'}]}";
        post("createRequisition", BASE + "requisitions", needed);
        put("changeRequisition", BASE + "requisitions/" + made.id("requisition"), FIRST, needed);
        post(
                "convertRequisition",
                BASE + "requisitions/" + made.id("requisitionId") + "/convert",
                "{'supplierId':'<supplierId>'}");
        post(
                "createRfq",
                BASE + "rfqs",
                "{'warehouseId':'<warehouseId>','answerBy':'2099-01-01',"
                        + "'supplierIds':['<supplierId>'],'lines':[{'itemId':'<itemId>',"
                        + "'quantity':'1','neededBy':'2099-01-01'}]}");
        post(
                "createRfq",
                BASE + "rfqs",
                "{'requisitionId':'<requisitionId>','answerBy':'2099-01-01',"
                        + "'supplierIds':['<supplierId>']}");
        post(
                "quoteRfq",
                BASE + "rfqs/" + made.id("rfq") + "/quote",
                "{'supplierId':'<supplierId>','validUntil':'2099-01-01','leadTimeDays':1,"
                        + "'lines':[{'rfqLineId':'<rfqLineId>','unitPrice':'1'}]}");
        post(
                "awardRfq",
                BASE + "rfqs/" + made.id("rfq") + "/award",
                "{'lines':[{'rfqLineId':'<rfqLineId>','supplierId':'<supplierId>'}]}");
    }

    private void orders(Purchases made) {
        String order =
                "{'supplierId':'<supplierId>','warehouseId':'<warehouseId>','currency':'EUR',"
                        + "'lines':[{'itemId':'<itemId>','quantity':'1','unitPrice':'5'}]}";
        post("createPurchaseOrder", BASE + "orders", order);
        put("changePurchaseOrder", BASE + "orders/" + made.id("draft"), FIRST, order);
        post(
                "revisePurchaseOrder",
                BASE + "orders/" + made.id("order") + "/revise",
                "{'reason':'x','lines':[{'itemId':'<itemId>','quantity':'9','unitPrice':'2'}]}");
        post(
                "receivePurchaseOrder",
                BASE + "orders/" + made.id("order") + "/receive",
                "{'lines':[{'lineId':'<orderLineId>','quantity':'1'}]}");
        post(
                "returnGoods",
                BASE + "receipts/" + made.id("receipt") + "/return",
                "{'reason':'x','lines':[{'receiptLineId':'<receiptLineId>','quantity':'1'}]}");
    }

    private void blanketOrders(Purchases made) {
        post(
                "createBlanketOrder",
                BASE + "blanket-orders",
                "{'supplierId':'<supplierId>','validFrom':'2020-01-01','validUntil':'2099-01-01',"
                        + "'lines':[{'itemId':'<itemId>','quantity':'9','unitPrice':'1'}]}");
        post(
                "callOffBlanketOrder",
                BASE + "blanket-orders/" + made.id("agreement") + "/call-off",
                "{'warehouseId':'<warehouseId>','lines':[{'itemId':'<itemId>',"
                        + "'quantity':'1'}]}");
    }

    private void invoices(Purchases made) {
        post(
                "enterSupplierInvoice",
                BASE + "invoices",
                "{'supplierId':'<supplierId>','number':'F-1','date':'2020-01-02',"
                        + "'taxes':[{'taxCode':'STANDARD','amount':{'amount':'1',"
                        + "'currency':'EUR'}}],'total':{'amount':'6','currency':'EUR'},"
                        + "'lines':[{'orderLineId':'<orderLineId>','quantity':'1',"
                        + "'unitPrice':'5'}]}");
        post(
                "enterSupplierCreditNote",
                BASE + "credits",
                "{'supplierId':'<supplierId>','number':'C-9','date':'2020-01-02','reason':'x',"
                        + "'lines':[{'invoiceLineId':'<invoiceLineId>','net':"
                        + MONEY
                        + "}]}");
    }

    private void payments(Purchases made) {
        String part = "{'openItemId':'<payable>','amount':" + MONEY + "}";
        post(
                "proposePaymentRun",
                "/finance/payment-runs",
                "{'dueBy':'2099-01-01','supplierId':'<supplierId>'}");
        put(
                "changePaymentRun",
                "/finance/payment-runs/" + made.id("run"),
                FIRST,
                "{'lines':["
                        + part
                        + "],'setOffs':["
                        + part.replace("{'openItemId'", "{'creditId':'<creditId>','openItemId'")
                        + "]}");
        post(
                "allocateSupplierCredit",
                "/finance/supplier-payments/" + made.id("credit") + "/allocate",
                "{'allocations':[" + part + "]}");
    }

    private void post(String id, String path, String body) {
        all.add(new Request(id, "", path, body));
    }

    private void put(String id, String path, String match, String body) {
        all.add(new Request(id, match, path, body));
    }
}

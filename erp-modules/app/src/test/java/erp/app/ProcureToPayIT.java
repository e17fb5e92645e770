package erp.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The story of a purchase over HTTP, from order to money, told by those who may do each step, and
 * what the books say after it.
 */
class ProcureToPayIT extends ErpIT {
    private static final String BASE = "/api/v1/purchasing/";

    private Api buyer;
    private Api clerk;
    private Api accountant;
    private Api controller;
    private UUID supplier;
    private Api.Answer order;
    private Api.Answer receipt;
    private UUID bill;

    @Test
    void goods_are_ordered_received_billed_returned_and_paid() {
        Shop shop = Shop.open(api(), 2, 0);
        buyer = somebody("buyer").api();
        clerk = somebody("warehouse-clerk").api();
        accountant = somebody("accountant").api();
        controller = somebody("accountant").api();
        ordered(shop);
        partlyReceived();
        billedAndReleased();
        UUID claim = restReceivedAndSomeReturned();
        paid(claim);
        assertBooksAreRight();
    }

    /**
     * The supplier gives two percent to those who pay within ten days. 100 bolts at 2.00 and 50
     * nuts at 1.00 are ordered: 250.00 net, 300.00 with tax.
     */
    private void ordered(Shop shop) {
        supplier =
                buyer.post(
                                BASE + "suppliers",
                                Map.of(
                                        "name",
                                        "Iron Ltd",
                                        "discountDays",
                                        10,
                                        "discountPercent",
                                        "2"))
                        .is(201)
                        .id();
        order =
                buyer.post(
                                BASE + "orders",
                                Map.of(
                                        "supplierId",
                                        supplier,
                                        "warehouseId",
                                        shop.warehouse(),
                                        "lines",
                                        List.of(shop.line(0, "100", "2"), shop.line(1, "50", "1"))))
                        .is(201);
        assertThat(order.text("/total/amount")).isEqualTo("300.00");
        String path = BASE + "orders/" + order.id();
        buyer.post(path + "/submit", Map.of()).is(200);
        Api approver = somebody("purchase-approver").api();
        String seen = approver.get(path).is(200).header("ETag");
        buyer.post(path + "/approve", Map.of(), seen).is(403);
        approver.post(path + "/approve", Map.of(), seen).is(200);
        buyer.post(path + "/confirm", Map.of("supplierReference", "AB-77")).is(200);
    }

    /** 80 bolts and all nuts come: they are in stock, and owed, though nobody has billed them. */
    private void partlyReceived() {
        receipt =
                clerk.post(
                                BASE + "orders/" + order.id() + "/receive",
                                Map.of(
                                        "deliveryNote",
                                        "L-1",
                                        "lines",
                                        List.of(
                                                line(order, 0, "lineId", "80"),
                                                line(order, 1, "lineId", "50"))))
                        .is(201);
        assertThat(balance("1200")).as("stock").isEqualTo("210.00");
        assertThat(balance("2100")).as("received, not invoiced").isEqualTo("-210.00");
    }

    /** The supplier bills all 100 bolts, at 2.10: too many and too dear. */
    private void billedAndReleased() {
        Api.Answer blocked =
                accountant
                        .post(
                                BASE + "invoices",
                                invoice(
                                        supplier,
                                        "RE-1",
                                        "312.00",
                                        List.of(
                                                priced(order, 0, "100", "2.10"),
                                                priced(order, 1, "50", "1"))))
                        .is(201);
        bill = blocked.id();
        assertThat(blocked.text("/state")).isEqualTo("BLOCKED");
        assertThat(blocked.body().at("/blocks").findValuesAsString("reason"))
                .containsExactlyInAnyOrder("QUANTITY", "PRICE", "TOTAL");
        assertThat(balance("2000")).as("owed to suppliers").isEqualTo("0.00");
        Map<String, Object> why = Map.of("reason", "the rest is on its way");
        String release = BASE + "invoices/" + bill + "/release";
        String seen = blocked.header("ETag");
        accountant.post(release, why, seen).is(403);
        buyer.post(release, why, seen).is(403);
        controller.post(release, why, seen).is(200);
        assertThat(balance("2000")).isEqualTo("-312.00");
        assertThat(balance("2100")).isEqualTo("0.00");
        assertThat(balance("1250")).as("20 bolts invoiced, not received").isEqualTo("42.00");
        assertThat(balance("5200")).as("80 bolts ten cents dearer").isEqualTo("8.00");
    }

    /** The rest comes, and ten bolts go back: the supplier owes us 25.20 for them. */
    private UUID restReceivedAndSomeReturned() {
        clerk.post(BASE + "orders/" + order.id() + "/receive", Map.of()).is(201);
        assertThat(balance("1250")).isEqualTo("0.00");
        assertThat(balance("5200")).isEqualTo("10.00");
        assertThat(buyer.get(BASE + "orders/" + order.id()).is(200).text("/state"))
                .isEqualTo("CLOSED");
        Api.Answer sent =
                clerk.post(
                                BASE + "receipts/" + receipt.id() + "/return",
                                Map.of(
                                        "reason",
                                        "rusty",
                                        "lines",
                                        List.of(line(receipt, 0, "receiptLineId", "10"))))
                        .is(201);
        assertThat(sent.text("/value/amount")).isEqualTo("20.00");
        assertThat(balance("1200")).isEqualTo("230.00");
        assertThat(balance("1300")).as("supplier credits").isEqualTo("25.20");
        return UUID.fromString(sent.text("/debitNoteId"));
    }

    /** The claim is set off, and the rest is paid in time: 286.80 less two percent of that. */
    private void paid(UUID claim) {
        Api.Answer run =
                accountant
                        .post("/api/v1/finance/payment-runs", Map.of("dueBy", day(10).toString()))
                        .is(201);
        assertThat(run.text("/total/amount") + " " + run.text("/discount/amount"))
                .isEqualTo("281.07 5.73");
        assertThat(run.text("/setOff/amount")).isEqualTo("25.20");
        assertThat(run.text("/setOffs/0/creditId")).isEqualTo(claim.toString());
        String release = "/api/v1/finance/payment-runs/" + run.id() + "/release";
        accountant.post(release, Map.of(), run.header("ETag")).is(403);
        controller.post(release, Map.of(), run.header("ETag")).is(200);
        assertThat(balance("1000")).as("bank").isEqualTo("-281.07");
        assertThat(balance("2000")).isEqualTo("0.00");
        assertThat(balance("1300")).isEqualTo("0.00");
        assertThat(accountant.get(BASE + "invoices/" + bill).text("/open/amount"))
                .isEqualTo("0.00");
    }

    /** A line of a document, named so, and how much of it. */
    private static Map<String, Object> line(
            Api.Answer document, int index, String name, String quantity) {
        return Map.of(name, document.text("/lines/" + index + "/id"), "quantity", quantity);
    }

    private static Map<String, Object> priced(
            Api.Answer order, int index, String quantity, String price) {
        return Map.of(
                "orderLineId",
                order.text("/lines/" + index + "/id"),
                "quantity",
                quantity,
                "unitPrice",
                price);
    }

    private static Map<String, Object> invoice(
            UUID supplier, String number, String total, List<Map<String, Object>> lines) {
        return Map.of(
                "supplierId",
                supplier,
                "number",
                number,
                "date",
                day(0).toString(),
                "total",
                money(total),
                "lines",
                lines);
    }

    private static Map<String, String> money(String amount) {
        return Map.of("amount", amount, "currency", "EUR");
    }

    private static LocalDate day(int ahead) {
        return LocalDate.now(ZoneOffset.UTC).plusDays(ahead);
    }

    /** Debits less credits of the account of that code. */
}

package erp.purchasing;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.UUID;

/** Goods sent back, and credits, which are used up like payments. */
class ReturnsIT {
    private static final String PAYMENTS = "/api/v1/finance/supplier-payments/";
    private static Yard yard;

    @BeforeAll
    static void open() {
        yard = new Yard();
    }

    @AfterAll
    static void close() {
        try {
            assertThat(yard.broken()).isEmpty();
        } finally {
            yard.close();
        }
    }

    @BeforeEach
    void reset() {
        yard.reset();
    }

    @Test
    void what_was_not_invoiced_goes_back_at_what_it_was_received_at() {
        yard.receive(yard.confirmed(yard.bolt, "10", "3"), 0, "10").expect(201);
        UUID order = yard.confirmed(yard.bolt, "10", "1");
        Http.Response receipt = yard.receive(order, 0, "10").expect(201);
        Http.Response sent = yard.sendBack(receipt, 0, "4").expect(201);
        assertThat(sent.text("/value/amount")).isEqualTo("4.00");
        assertThat(sent.json().at("/debitNoteId").isNull()).isTrue();
        assertThat(yard.onHand(yard.bolt)).isEqualTo("16");
        assertThat(yard.balance("1200")).as("40 less what it cost").isEqualTo("36.00");
        assertThat(yard.balance("2100")).isEqualTo("-36.00");
        assertThat(yard.order(order).text("/lines/0/returned")).isEqualTo("4");
        yard.receive(order, 0, "4").expect(201);
    }

    @Test
    void what_stock_cannot_give_of_the_cost_is_variance() {
        UUID cheap = yard.confirmed(yard.bolt, "10", "1");
        yard.receive(cheap, 0, "10").expect(201);
        UUID dear = yard.confirmed(yard.bolt, "2", "30");
        Http.Response receipt = yard.receive(dear, 0, "2").expect(201);
        yard.buyer
                .once()
                .post(
                        "/api/v1/inventory/adjustments",
                        """
                        {"warehouseId":"%s","reason":"lost","lines":[{"itemId":"%s","quantity":"-10"}]}
                        """
                                .formatted(yard.warehouse, yard.bolt))
                .expect(201);
        yard.sendBack(receipt, 0, "2").expect(201);
        assertThat(yard.balance("1200")).isEqualTo("0.00");
        assertThat(yard.balance("5200")).isEqualTo("-48.33");
    }

    @Test
    void what_was_invoiced_is_claimed_back_by_a_debit_note_that_pays_the_next_invoice() {
        UUID order = yard.confirmed(yard.bolt, "10", "2");
        Http.Response receipt = yard.receive(order, 0, "10").expect(201);
        UUID bill =
                yard.invoice("R-1", "24.00", yard.line(order, 0), "10", "2")
                        .expect(201)
                        .uuid("/id");
        Http.Response sent = yard.sendBack(receipt, 0, "3").expect(201);
        UUID debit = sent.uuid("/debitNoteId");
        Http.Response note = yard.buyer.get(Yard.BASE + "credits/" + debit).expect(200);
        assertThat(note.text("/kind") + " " + note.text("/total/amount"))
                .isEqualTo("DEBIT_NOTE 7.20");
        assertThat(yard.balance("1300")).isEqualTo("7.20");
        assertThat(yard.balance("2000")).isEqualTo("-24.00");
        assertThat(yard.balance("1200")).isEqualTo("14.00");
        assertThat(yard.balance("2300")).as("input tax of what stayed").isEqualTo("2.80");
        Http.Response credit = yard.buyer.get(PAYMENTS + debit).expect(200);
        assertThat(credit.text("/unallocated/amount")).isEqualTo("7.20");
        UUID item =
                yard.buyer
                        .get("/api/v1/finance/payables?sourceId=" + bill)
                        .expect(200)
                        .uuid("/items/0/id");
        String use =
                "{\"allocations\":[{\"openItemId\":\"%s\",\"amount\":{\"amount\":\"%s\","
                        + "\"currency\":\"EUR\"}}]}";
        yard.buyer
                .once()
                .post(PAYMENTS + debit + "/allocate", use.formatted(item, "7.21"))
                .expect(422);
        yard.buyer
                .once()
                .post(PAYMENTS + debit + "/allocate", use.formatted(item, "7.20"))
                .expect(200);
        assertThat(yard.buyer.get(Yard.BASE + "invoices/" + bill).text("/open/amount"))
                .isEqualTo("16.80");
        assertThat(yard.balance("1300")).isEqualTo("0.00");
        assertThat(yard.order(order).text("/state")).isEqualTo("CLOSED");
    }

    @Test
    void no_more_goes_back_than_came_or_than_is_free() {
        UUID order = yard.confirmed(yard.bolt, "5", "2");
        Http.Response receipt = yard.receive(order, 0, "5").expect(201);
        yard.sendBack(receipt, 0, "2").expect(201);
        Http.Response refused = yard.sendBack(receipt, 0, "4").expect(409);
        assertThat(refused.code()).isEqualTo("purchasing.OVER_RETURN");
        assertThat(refused.errors()).containsExactly("/lines/0/quantity received");
        yard.buyer
                .once()
                .post(
                        "/api/v1/inventory/adjustments",
                        """
                        {"warehouseId":"%s","reason":"lost","lines":[{"itemId":"%s","quantity":"-2"}]}
                        """
                                .formatted(yard.warehouse, yard.bolt))
                .expect(201);
        assertThat(yard.sendBack(receipt, 0, "3").expect(409).code())
                .isEqualTo("inventory.INSUFFICIENT_STOCK");
    }

    @Test
    void a_credit_note_lowers_a_price_and_takes_back_what_never_came() {
        UUID order = yard.confirmed(yard.bolt, "10", "2");
        Http.Response receipt = yard.receive(order, 0, "6").expect(201);
        UUID bill =
                yard.invoice("R-1", "24.00", yard.line(order, 0), "10", "2")
                        .expect(201)
                        .uuid("/id");
        Http.Response posted = yard.actOnInvoice(yard.chief, bill, "release").expect(200);
        String line = posted.text("/lines/0/id");
        assertThat(credit("C-1", "{\"invoiceLineId\":\"" + line + "\"}").expect(422).errors())
                .containsExactly("/lines/0/quantity oneOf");
        assertThat(
                        credit("C-1", "{\"invoiceLineId\":\"" + line + "\",\"quantity\":\"5\"}")
                                .expect(409)
                                .errors())
                .containsExactly("/lines/0/quantity billed");
        assertThat(
                        credit("C-1", "{\"invoiceLineId\":\"" + line + "\",\"quantity\":\"4\"}")
                                .expect(201)
                                .text("/total/amount"))
                .isEqualTo("9.60");
        assertThat(yard.balance("1250")).isEqualTo("0.00");
        String lower =
                "{\"invoiceLineId\":\"%s\",\"net\":{\"amount\":\"%s\",\"currency\":\"EUR\"}}";
        assertThat(credit("C-2", lower.formatted(line, "12.01")).expect(409).errors())
                .containsExactly("/lines/0/net billed");
        credit("C-2", lower.formatted(line, "3.00")).expect(201);
        assertThat(yard.balance("5200")).isEqualTo("-3.00");
        assertThat(credit("c 2", lower.formatted(line, "1.00")).expect(409).code())
                .isEqualTo("purchasing.INVOICE_EXISTS");
        assertThat(yard.broken()).isEmpty();
        // What goes back after that is claimed at the lower price.
        Http.Response sent = yard.sendBack(receipt, 0, "6").expect(201);
        assertThat(
                        yard.buyer
                                .get(Yard.BASE + "credits/" + sent.text("/debitNoteId"))
                                .text("/net/amount"))
                .isEqualTo("9.00");
        assertThat(yard.balance("1250")).isEqualTo("0.00");
    }

    private static Http.Response credit(String number, String line) {
        return yard.buyer
                .once()
                .post(
                        Yard.BASE + "credits",
                        """
                        {"supplierId":"%s","number":"%s","date":"%s","reason":"too dear","lines":[%s]}
                        """
                                .formatted(yard.supplier, number, yard.today(), line));
    }
}

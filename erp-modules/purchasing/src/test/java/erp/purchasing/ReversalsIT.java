package erp.purchasing;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** The way back from receipts and suppliers' invoices, over HTTP: every check stays quiet. */
class ReversalsIT {
    private static Yard yard;

    @BeforeAll
    static void open() {
        yard = new Yard();
    }

    @AfterAll
    static void close() {
        yard.close();
    }

    @BeforeEach
    void reset() {
        yard.reset();
    }

    @AfterEach
    void nothing_is_wrong_with_the_books() {
        assertThat(yard.broken()).isEmpty();
    }

    @Test
    void a_receipt_is_taken_back_and_can_come_again() {
        UUID order = yard.confirmed(yard.bolt, "10", "100");
        Http.Response receipt = yard.receive(order, 0, "10").expect(201);
        Http.Response back = reverse("receipts", receipt.uuid("/id"), "{}").expect(200);
        assertThat(back.json().at("/reversal").isNull()).isFalse();
        assertThat(yard.buyer.get(Yard.BASE + "receipts/" + receipt.text("/id")).body())
                .isEqualTo(back.body());
        assertThat(yard.onHand(yard.bolt)).isEqualTo("0");
        assertThat(yard.balance("1200")).isEqualTo("0.00");
        assertThat(yard.balance("2100")).isEqualTo("0.00");
        assertThat(yard.order(order).text("/lines/0/received")).isEqualTo("0");
        assertThat(reverse("receipts", receipt.uuid("/id"), "{}").expect(409).code())
                .isEqualTo("finance.ALREADY_REVERSED");
        assertThat(yard.sendBack(receipt, 0, "1").expect(409).code())
                .isEqualTo("finance.ALREADY_REVERSED");
        yard.receive(order, 0, "10").expect(201);
        yard.invoice("A-1", "1200.00", yard.line(order, 0), "10", "100").expect(201);
        assertThat(yard.balance("2100")).isEqualTo("0.00");
        assertThat(yard.order(order).text("/state")).isEqualTo("CLOSED");
    }

    @Test
    void a_receipt_that_is_matched_names_the_invoice_and_both_go_back() {
        UUID order = yard.confirmed(yard.bolt, "10", "2");
        UUID receipt = yard.receive(order, 0, "10").expect(201).uuid("/id");
        UUID bill =
                yard.invoice("A-1", "24.00", yard.line(order, 0), "10", "2")
                        .expect(201)
                        .uuid("/id");
        Http.Response refused = reverse("receipts", receipt, "{}").expect(409);
        assertThat(refused.code()).isEqualTo("purchasing.RECEIPT_USED");
        assertThat(refused.text("/candidates/0/id")).isEqualTo(bill.toString());
        Http.Response back = reverse("invoices", bill, "{\"reason\":\"not ours\"}").expect(200);
        assertThat(back.text("/state")).isEqualTo("REVERSED");
        Http.Response listed = yard.buyer.get(Yard.BASE + "invoices").expect(200);
        assertThat(listed.text("/items/0/state")).isEqualTo("REVERSED");
        assertThat(back.text("/open/amount")).isEqualTo("0.00");
        assertThat(yard.balance("2100")).isEqualTo("-20.00");
        assertThat(yard.balance("2000")).isEqualTo("0.00");
        assertThat(yard.order(order).text("/state")).isEqualTo("CONFIRMED");
        assertThat(yard.broken()).isEmpty();
        reverse("receipts", receipt, "{}").expect(200);
        assertThat(yard.balance("2100")).isEqualTo("0.00");
        assertThat(reverse("invoices", bill, "{}").expect(409).code())
                .isEqualTo("finance.ALREADY_REVERSED");
    }

    /** What the receipt has posted of the match is taken back as the receipt's. */
    @Test
    void an_invoice_that_came_before_the_goods_goes_back_and_its_number_is_free_again() {
        yard.tolerate("0", "100", "0", "0");
        UUID order = yard.confirmed(yard.bolt, "10", "2");
        String line = yard.line(order, 0);
        Http.Response entered = yard.invoice("A-1", "24.00", line, "10", "2").expect(201);
        UUID bill = entered.uuid("/id");
        if (entered.text("/state").equals("BLOCKED")) {
            yard.actOnInvoice(yard.chief, bill, "release").expect(200);
        }
        UUID first = yard.receive(order, 0, "4").expect(201).uuid("/id");
        UUID second = yard.receive(order, 0, "6").expect(201).uuid("/id");
        assertThat(yard.balance("2100")).isEqualTo("0.00");
        reverse("invoices", bill, "{}").expect(200);
        assertThat(yard.balance("2100")).isEqualTo("-20.00");
        assertThat(yard.broken()).isEmpty();
        yard.invoice("A-1", "24.00", line, "10", "2").expect(201);
        assertThat(yard.balance("2100")).isEqualTo("0.00");
        assertThat(reverse("receipts", second, "{}").expect(409).code())
                .isEqualTo("purchasing.RECEIPT_USED");
        assertThat(first).isNotEqualTo(second);
    }

    @Test
    void an_invoice_that_a_credit_lowers_names_it() {
        UUID order = yard.confirmed(yard.bolt, "10", "2");
        Http.Response receipt = yard.receive(order, 0, "10").expect(201);
        UUID bill =
                yard.invoice("A-1", "24.00", yard.line(order, 0), "10", "2")
                        .expect(201)
                        .uuid("/id");
        UUID note = yard.sendBack(receipt, 0, "3").expect(201).uuid("/debitNoteId");
        Http.Response refused = reverse("invoices", bill, "{}").expect(409);
        assertThat(refused.code()).isEqualTo("purchasing.INVOICE_CREDITED");
        assertThat(refused.text("/candidates/0/id")).isEqualTo(note.toString());
        Http.Response credit =
                yard.buyer
                        .once()
                        .post("/api/v1/finance/supplier-payments/" + note + "/reverse", "{}")
                        .expect(409);
        assertThat(credit.code()).isEqualTo("finance.NOT_REVERSIBLE");
    }

    @Test
    void goods_that_are_gone_cannot_be_taken_back() {
        UUID order = yard.confirmed(yard.bolt, "10", "2");
        UUID receipt = yard.receive(order, 0, "10").expect(201).uuid("/id");
        yard.buyer
                .once()
                .post(
                        "/api/v1/inventory/adjustments",
                        """
                        {"warehouseId":"%s","reason":"lost","lines":[{"itemId":"%s","quantity":"-1"}]}
                        """
                                .formatted(yard.warehouse, yard.bolt))
                .expect(201);
        Http.Response refused = reverse("receipts", receipt, "{}").expect(409);
        assertThat(refused.code()).isEqualTo("inventory.INSUFFICIENT_STOCK");
        assertThat(
                        yard.buyer
                                .once()
                                .post("/api/v1/inventory/receipts/" + receipt + "/reverse", "{}")
                                .expect(409)
                                .code())
                .isEqualTo("finance.NOT_REVERSIBLE");
    }

    /** What the order has of it is counted from what stands, not from what the receipt has left. */
    @Test
    void a_receipt_that_lost_a_line_leaves_nothing_behind() throws SQLException {
        UUID order = yard.confirmed(yard.bolt, "10", "2", yard.nut, "4", "1");
        UUID receipt = yard.receive(order, 0, "10", 1, "4").expect(201).uuid("/id");
        try (Connection owner = yard.server.schema().owner().connect();
                Statement statement = owner.createStatement()) {
            String line =
                    "delete from purchasing_receipt_line where line_no = 2 and receipt_id ="
                            + " unhex('%s')";
            assertThat(statement.executeUpdate(line.formatted(receipt.toString().replace("-", ""))))
                    .isEqualTo(1);
        }
        assertThat(yard.broken()).isNotEmpty();
        reverse("receipts", receipt, "{}").expect(200);
        assertThat(yard.broken()).isEmpty();
        assertThat(yard.onHand(yard.nut)).isEqualTo("0");
        yard.receive(order, 0, "10", 1, "4").expect(201);
    }

    private static Http.Response reverse(String kind, UUID id, String body) {
        return yard.buyer.once().post(Yard.BASE + kind + "/" + id + "/reverse", body);
    }
}

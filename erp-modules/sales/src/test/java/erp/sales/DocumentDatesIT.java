package erp.sales;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.util.UUID;

/** Deliveries and invoices that are entered late bear the day on which they were made. */
class DocumentDatesIT {
    private static Shop shop;
    private static LocalDate today;

    @BeforeAll
    static void open() {
        shop = new Shop();
        today = shop.server.read(tx -> tx.today());
    }

    @BeforeEach
    void reset() {
        shop.reset();
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    @AfterEach
    void nothing_is_wrong_with_the_books() {
        assertThat(Checks.broken(shop)).isEmpty();
    }

    @Test
    void goods_that_left_earlier_are_delivered_and_billed_on_that_day() {
        UUID bolt = received("D-1", today.minusDays(4));
        UUID order = shop.confirmed(bolt, "3", "9.00");
        LocalDate left = today.minusDays(2);
        Http.Response delivery = act(order, "deliver", left).expect(201);
        assertThat(delivery.text("/date")).isEqualTo(left.toString());
        Http.Response early = act(order, "invoice", left.minusDays(1)).expect(422);
        assertThat(early.code()).isEqualTo("sales.INVALID_DATE");
        assertThat(early.text("/errors/0/pointer")).isEqualTo("/date");
        Http.Response invoice = act(order, "invoice", left).expect(201);
        assertThat(invoice.text("/date")).isEqualTo(left.toString());
        assertThat(
                        shop.server.count(
                                "select count(*) from finance_journal_entry where source_type like"
                                        + " 'sales.%' and entry_date = '"
                                        + left
                                        + "'"))
                .isEqualTo(2);
    }

    @Test
    void an_invoice_is_dated_before_none_that_is_numbered() {
        UUID bolt = received("D-3", today.minusDays(4));
        UUID order = shop.confirmed(bolt, "3", "9.00");
        shop.deliver(order, shop.line(order, 0), "1").expect(201);
        act(order, "invoice", today).expect(201);
        act(order, "deliver", today.minusDays(2)).expect(201);
        Http.Response early = act(order, "invoice", today.minusDays(1)).expect(422);
        assertThat(early.code()).isEqualTo("sales.INVALID_DATE");
        UUID other = shop.confirmed(received("D-4", today.minusDays(4)), "1", "9.00");
        act(other, "deliver", today.minusDays(2)).expect(201);
        Http.Response late = act(other, "invoice", today.minusDays(1)).expect(409);
        assertThat(late.code()).isEqualTo("finance.NUMBER_ORDER");
        assertThat(late.errors()).containsExactly("/date order");
        act(other, "invoice", today).expect(201);
    }

    @Test
    void what_was_not_there_did_not_leave() {
        UUID bolt = received("D-2", today.minusDays(1));
        UUID order = shop.confirmed(bolt, "3", "9.00");
        assertThat(act(order, "deliver", today.minusDays(2)).expect(409).code())
                .isEqualTo("inventory.INSUFFICIENT_STOCK");
        assertThat(act(order, "deliver", today.plusDays(1)).expect(422).code())
                .isEqualTo("core.FUTURE_DATE");
        act(order, "deliver", today.minusDays(1)).expect(201);
        assertThat(act(order, "invoice", today.plusDays(1)).expect(422).code())
                .isEqualTo("core.FUTURE_DATE");
    }

    private static UUID received(String sku, LocalDate date) {
        UUID item = shop.item(sku);
        shop.http
                .once()
                .post(
                        "/api/v1/inventory/receipts",
                        """
                        {"warehouseId":"%s","date":"%s","lines":[{"itemId":"%s","quantity":"5","unitCost":"2"}]}
                        """
                                .formatted(shop.warehouse, date, item))
                .expect(201);
        return item;
    }

    private static Http.Response act(UUID order, String action, LocalDate date) {
        return shop.http
                .once()
                .post(
                        "/api/v1/sales/orders/" + order + "/" + action,
                        "{\"date\":\"" + date + "\"}");
    }
}

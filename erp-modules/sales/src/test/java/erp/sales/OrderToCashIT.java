package erp.sales;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.UUID;

/** From order to cash, over HTTP. */
class OrderToCashIT {
    private static Shop shop;

    @BeforeAll
    static void open() {
        shop = new Shop();
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    @Test
    void an_order_becomes_money() {
        UUID bolt = shop.stocked("O2C-1", "100", "2.50");
        UUID nut = shop.stocked("O2C-2", "100", "1");
        Http.Response draft = shop.order(bolt, "10", "5.00", nut, "4", "2.25").expect(201);
        assertThat(draft.text("/state")).isEqualTo("DRAFT");
        assertThat(draft.text("/net/amount")).isEqualTo("59.00");
        UUID order = draft.uuid("/id");

        Http.Response confirmed = shop.act(order, "confirm").expect(200);
        assertThat(confirmed.text("/state")).isEqualTo("CONFIRMED");
        assertThat(shop.stock(bolt)).isEqualTo("100 10");

        shop.act(order, "deliver").expect(201);
        assertThat(shop.stock(bolt)).isEqualTo("90 0");
        assertThat(shop.get(order).text("/delivery")).isEqualTo("FULL");

        Http.Response invoice = shop.act(order, "invoice").expect(201);
        String total = invoice.text("/total/amount");
        assertThat(invoice.text("/payment")).isEqualTo("UNPAID");
        assertThat(shop.get(order).text("/state")).isEqualTo("CLOSED");

        shop.pay(invoice.uuid("/id"), total);
        assertThat(
                        shop.http
                                .get("/api/v1/sales/invoices/" + invoice.text("/id"))
                                .expect(200)
                                .text("/payment"))
                .isEqualTo("PAID");
    }
}

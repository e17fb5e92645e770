package erp.sales;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Json;
import erp.core.module.Samples;
import erp.sales.orders.NewOrder;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** What a release is tried with must be what this company can sell. */
class SampleOrdersIT {
    private static Shop shop;

    @BeforeAll
    static void open() {
        shop = new Shop();
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    @BeforeEach
    void reset() {
        shop.reset();
    }

    @Test
    void each_is_accepted_as_a_dry_run() {
        shop.stocked("A", "5", "1.00");
        shop.item("B");
        List<NewOrder> orders = orders();
        assertThat(orders).hasSize(2);
        for (NewOrder order : orders) {
            shop.http
                    .once()
                    .post(
                            "/api/v1/sales/orders?dryRun=true",
                            Json.mapper().writeValueAsString(order))
                    .expect(201);
        }
    }

    @Test
    void goods_in_stock_come_first_however_much_is_newer_and_out_of_use() {
        UUID stocked = shop.stocked("A", "5", "1.00");
        UUID gone = shop.stocked("GONE", "5", "1.00");
        shop.http.post("/api/v1/inventory/items/" + gone + "/deactivate").expect(200);
        for (int i = 0; i < 6; i++) {
            UUID newer = shop.item("N" + i);
            shop.http.post("/api/v1/inventory/items/" + newer + "/deactivate").expect(200);
        }
        UUID empty = shop.item("EMPTY");

        assertThat(orders())
                .extracting(order -> order.lines().getFirst().itemId())
                .containsExactly(stocked, empty);
    }

    @Test
    void what_is_set_aside_for_others_is_not_in_stock() {
        UUID set = shop.stocked("A", "5", "1.00");
        UUID left = shop.stocked("B", "5", "1.00");
        shop.stocked("C", "0.5", "1.00");
        shop.confirmed(set, "4.5", "1.00");
        assertThat(orders().getFirst().lines().getFirst().itemId()).isEqualTo(left);
    }

    @Test
    void an_item_without_stock_will_do() {
        UUID item = shop.item("A");
        assertThat(orders())
                .singleElement()
                .matches(order -> order.lines().getFirst().itemId().equals(item));
    }

    @Test
    void customers_who_may_owe_anything_come_first_and_then_the_highest_limits() {
        shop.item("A");
        UUID free = shop.customer;
        UUID little = limited("5.00");
        UUID much = limited("500.00");
        UUID nothing = limited("0");
        assertThat(orders())
                .extracting(NewOrder::customerId)
                .containsExactly(free, much, little, nothing);
    }

    @Test
    void no_more_than_five_are_told() {
        Stream.of("A", "B", "C", "D", "E", "F").forEach(shop::item);
        assertThat(orders()).hasSize(5);
    }

    @Test
    void all_that_is_missing_is_told_at_once() {
        shop.server.truncate();
        assertThat(samples().missing())
                .containsExactly("customer", "warehouse", "active item", "tax code");
        assertThat(samples().bodies()).isEmpty();
    }

    @Test
    void items_that_are_all_out_of_use_are_missing() {
        UUID item = shop.stocked("A", "5", "1.00");
        shop.http.post("/api/v1/inventory/items/" + item + "/deactivate").expect(200);
        assertThat(samples().missing()).containsExactly("active item");
    }

    private static UUID limited(String amount) {
        return shop.customer(
                ",\"creditLimit\":{\"amount\":\"" + amount + "\",\"currency\":\"EUR\"}");
    }

    private static Samples samples() {
        return shop.server.read(new SampleOrders(shop.finance.taxes())::of);
    }

    private static List<NewOrder> orders() {
        return samples().bodies().stream().map(NewOrder.class::cast).toList();
    }
}

package erp.sales;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/** Many clients at once. After each test every invariant holds. */
class ConcurrencyIT {
    private static Shop shop;

    @BeforeAll
    static void open() {
        shop = new Shop();
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    @AfterEach
    void invariants_hold() {
        assertThat(Checks.broken(shop)).isEmpty();
    }

    @Test
    void of_64_clients_the_last_100_pieces_are_reserved_exactly_once() throws Exception {
        UUID bolt = shop.stocked("HOT", "100", "1");
        List<UUID> drafts =
                IntStream.range(0, 64).mapToObj(_ -> shop.draft(bolt, "3", "2")).toList();
        List<Http.Response> answers = Together.run(64, i -> shop.act(drafts.get(i), "confirm"));
        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(33);
        assertThat(answers.stream().filter(answer -> answer.status() != 200))
                .allSatisfy(
                        answer -> {
                            assertThat(answer.status()).isEqualTo(409);
                            assertThat(answer.code()).isEqualTo("inventory.INSUFFICIENT_STOCK");
                            assertThat(answer.errors())
                                    .containsExactly("/lines/0/quantity available");
                        });
        assertThat(shop.stock(bolt)).isEqualTo("100 99");
        UUID last = shop.draft(bolt, "2", "2");
        assertThat(shop.act(last, "confirm").expect(409).text("/errors/0/message"))
                .contains("available are 1");
        shop.confirmed(bolt, "1", "2");
        assertThat(shop.stock(bolt)).isEqualTo("100 100");
    }

    @Test
    void an_order_is_delivered_once_however_many_try() throws Exception {
        UUID bolt = shop.stocked("ONCE", "10", "1");
        UUID order = shop.confirmed(bolt, "4", "2");
        List<Http.Response> answers = Together.run(16, _ -> shop.act(order, "deliver"));
        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() == 409)).hasSize(15);
        assertThat(shop.stock(bolt)).isEqualTo("6 0");
    }

    @Test
    void an_order_is_invoiced_once_however_many_try() throws Exception {
        UUID bolt = shop.stocked("BILL", "10", "1");
        UUID order = shop.delivered(bolt, "4", "2");
        List<Http.Response> answers = Together.run(16, _ -> shop.act(order, "invoice"));
        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() == 409)).hasSize(15);
    }

    @Test
    void receipts_and_deliveries_at_once_keep_value_and_ledger_equal() throws Exception {
        UUID bolt = shop.stocked("MIX", "1000", "1.37");
        UUID elsewhere = shop.warehouse("W2"); // shares the item's value, not its balance
        shop.receive(elsewhere, bolt, "1", "1").expect(201);
        List<UUID> orders =
                IntStream.range(0, 24).mapToObj(_ -> shop.confirmed(bolt, "7", "2")).toList();
        List<Http.Response> answers =
                Together.run(
                        72,
                        i ->
                                switch (i % 3) {
                                    case 0 -> shop.receive(bolt, "3", "1." + i);
                                    case 1 -> shop.receive(elsewhere, bolt, "5", "2." + i);
                                    default -> shop.act(orders.get(i / 3), "deliver");
                                });
        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(201));
        Http.Response here =
                shop.http.get(
                        "/api/v1/inventory/stock?itemId=%s&warehouseId=%s"
                                .formatted(bolt, shop.warehouse));
        assertThat(here.text("/items/0/onHand")).isEqualTo(1000 + 24 * 3 - 24 * 7 + "");
    }

    @Test
    void orders_over_the_same_items_in_any_order_all_get_through() throws Exception {
        List<UUID> items =
                IntStream.range(0, 6)
                        .mapToObj(i -> shop.stocked("ANY-" + i, "10000", "1"))
                        .toList();
        int before = shop.retries.get();
        List<Integer> statuses =
                Together.run(16, client -> flows(items, new Random(client))).stream()
                        .flatMap(List::stream)
                        .toList();
        assertThat(statuses).hasSize(16 * 3 * 3).allMatch(status -> status < 300);
        assertThat(shop.retries.get()).as("deadlocks that were run again").isEqualTo(before);
    }

    private static List<Integer> flows(List<UUID> items, Random random) {
        List<Integer> statuses = new ArrayList<>();
        for (int flow = 0; flow < 3; flow++) {
            List<UUID> shuffled = new ArrayList<>(items);
            Collections.shuffle(shuffled, random);
            UUID order =
                    shop.draft(
                            shuffled.get(0),
                            "2",
                            "3",
                            shuffled.get(1),
                            "1",
                            "3",
                            shuffled.get(2),
                            "4",
                            "3");
            for (String action : List.of("confirm", "deliver", "invoice")) {
                statuses.add(shop.act(order, action).status());
            }
        }
        return statuses;
    }
}

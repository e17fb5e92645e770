package erp.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What works on many documents leaves out those in quarantine, and what works meanwhile is whole.
 */
class QuarantineAtWorkIT extends Reviewing {
    @Test
    void a_payment_run_leaves_out_what_is_held_and_pays_the_rest() {
        Shop shop = Shop.open(api(), 1, 100);
        Purchases made = Purchases.made(api(), shop);
        UUID supplier = made.id("supplierId");
        UUID line = made.id("orderLineId");
        api().post(FINANCE + "payment-runs/" + made.id("run") + "/cancel", Map.of());
        UUID first = bill(supplier, line).is(201).id();
        UUID second = bill(supplier, line).is(201).id();
        Map<String, Object> due =
                Map.of("dueBy", "2099-01-01", "supplierId", supplier, "setOffCredits", false);
        hold("purchasing.invoice", first);
        Api.Answer run = api().post(FINANCE + "payment-runs", due).is(201);
        int lines = run.body().at("/lines").size();
        hold("purchasing.invoice", second);
        Api controller = somebody("accountant").api();
        Api.Answer paid =
                controller
                        .post(
                                FINANCE + "payment-runs/" + run.id() + "/release",
                                Map.of(),
                                run.header("ETag"))
                        .is(200);
        assertThat(paid.body().at("/lines")).hasSize(lines - 1);
        for (UUID held : List.of(first, second)) {
            assertThat(api().get(PURCHASING + "invoices/" + held).is(200).text("/open/amount"))
                    .isEqualTo("1.20");
        }
        assertThat(
                        api().get(FINANCE + "payment-runs/" + run.id() + "/history")
                                .is(200)
                                .raw()
                                .body())
                .contains("leave-out", second.toString());
        assertBooksAreRight();
        release("purchasing.invoice", first);
        release("purchasing.invoice", second);
        assertThat(api().post(FINANCE + "payment-runs", due).is(201).body().at("/lines"))
                .hasSize(2);
        assertBooksAreRight();
    }

    @Test
    void what_is_held_while_others_work_on_it_is_whole() throws Exception {
        Shop shop = Shop.open(api(), 1, 1000);
        List<UUID> orders = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            UUID order = shop.order(shop.line(0, "2", "3")).is(201).id();
            shop.act(order, "confirm").is(200);
            orders.add(order);
        }
        try (ExecutorService clients = Executors.newFixedThreadPool(6)) {
            List<Future<Integer>> delivered = new ArrayList<>();
            for (UUID order : orders) {
                delivered.add(
                        clients.submit(
                                () -> {
                                    int status = shop.act(order, "deliver").status();
                                    return status == 201
                                            ? shop.act(order, "invoice").status()
                                            : status;
                                }));
            }
            hold("sales.order", orders.toArray(UUID[]::new));
            for (Future<Integer> one : delivered) {
                assertThat(one.get()).isIn(201, 409);
            }
        }
        for (UUID order : orders) {
            assertThat(shop.act(order, "deliver").is(409).text("/code"))
                    .isEqualTo("core.QUARANTINED");
        }
        assertBooksAreRight();
        orders.forEach(order -> release("sales.order", order));
        for (UUID order : orders) {
            Api.Answer now = api().get("/api/v1/sales/orders/" + order).is(200);
            if (now.text("/delivery").equals("NONE")) {
                shop.act(order, "deliver").is(201);
            }
        }
        assertBooksAreRight();
    }
}

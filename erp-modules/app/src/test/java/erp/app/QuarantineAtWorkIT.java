package erp.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.time.LocalDate;
import java.time.ZoneOffset;
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
    void what_is_held_is_not_bought_again_and_nothing_is_made_for_it() throws Exception {
        Shop shop = Shop.open(api(), 1, 100);
        UUID item = shop.items().getFirst();
        Purchases.made(api(), shop);
        String refill = PURCHASING + "replenishment";
        Map<String, Object> house = Map.of("warehouseId", shop.warehouse());
        hold("inventory.item", item);
        assertThat(api().get(refill).is(200).raw().body()).doesNotContain(item.toString());
        Api.Answer nothing = api().post(refill, house).is(409);
        assertThat(nothing.text("/code")).isEqualTo("purchasing.NOTHING_TO_REORDER");
        assertThat(nothing.text("/detail")).contains("held for review");
        release("inventory.item", item);
        api().post(refill, house).is(201);

        Workshop works = Workshop.open(api());
        UUID demand =
                works.create(
                        "demands",
                        "{'itemId':'<table>','warehouseId':'<warehouseId>','quantity':'10',"
                                + "'neededOn':'"
                                + LocalDate.now(ZoneOffset.UTC).plusDays(20)
                                + "'}");
        hold("production.demand", demand);
        assertThat(planned(works)).isEmpty();
        release("production.demand", demand);
        assertThat(planned(works)).hasSize(1);
    }

    /** What a run over the works, which the job does within seconds, wants of tables. */
    private static JsonNode planned(Workshop works) throws InterruptedException {
        Map<String, Object> wanted = Map.of("warehouseId", works.warehouse());
        String run =
                Workshop.API
                        + "planning-runs/"
                        + api().post(Workshop.API + "planning-runs", wanted).is(201).id();
        String state = "QUEUED";
        for (int look = 0; look < 300 && !state.equals("DONE"); look++) {
            Thread.sleep(200);
            state = api().get(run).is(200).text("/state");
        }
        assertThat(state).isEqualTo("DONE");
        return api().get(run + "/planned-orders?itemId=" + works.table())
                .is(200)
                .body()
                .at("/items");
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

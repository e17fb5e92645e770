package erp.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Goods that go from one warehouse to another, over HTTP: every check stays quiet. */
class TransfersIT {
    private static final String TRANSFERS = "/api/v1/inventory/transfers";

    private static Depot depot;
    private static UUID shop;

    @BeforeAll
    static void open() {
        depot = new Depot();
        shop = depot.warehouse("SHOP");
    }

    @AfterAll
    static void close() {
        depot.close();
    }

    @AfterEach
    void nothing_is_wrong_with_the_books() {
        assertThat(depot.broken()).isEmpty();
    }

    @Test
    void goods_lie_elsewhere_and_are_worth_what_they_were() {
        UUID bolt = depot.stocked("T-1", "10", "3");
        Http.Response made = transfer("", depot.warehouse, shop, bolt, "4").expect(201);
        assertThat(made.text("/lines/0/quantity")).isEqualTo("4");
        assertThat(depot.http.get(TRANSFERS + "/" + made.text("/id")).body())
                .isEqualTo(made.body());
        assertThat(depot.http.get(TRANSFERS + "?toWarehouseId=" + shop).text("/items/0/id"))
                .isEqualTo(made.text("/id"));
        assertThat(onHand(bolt, depot.warehouse) + " " + onHand(bolt, shop)).isEqualTo("6 4");
        assertThat(
                        depot.http
                                .get("/api/v1/inventory/moves?sourceId=" + made.text("/id"))
                                .text("/items/0/kind"))
                .isEqualTo("TRANSFER");
        assertThat(
                        depot.server.count(
                                "select count(*) from finance_journal_entry where source_type ="
                                        + " 'inventory.transfer'"))
                .isZero();
        Http.Response all = depot.adjust("2026-11-24", bolt, "-6").expect(201);
        assertThat(all.text("/value/amount")).isEqualTo("-18.00");
    }

    @Test
    void what_is_taken_back_lies_where_it_was_unless_it_is_gone() {
        UUID bolt = depot.stocked("T-2", "10", "3");
        String made = transfer("", depot.warehouse, shop, bolt, "4").expect(201).text("/id");
        UUID on = transfer("", shop, depot.warehouse, bolt, "3").expect(201).uuid("/id");
        assertThat(reverse(made).expect(409).code()).isEqualTo("inventory.INSUFFICIENT_STOCK");
        reverse(on.toString()).expect(200);
        Http.Response back = reverse(made).expect(200);
        assertThat(back.text("/reversal/date")).isEqualTo("2026-11-24");
        assertThat(onHand(bolt, depot.warehouse) + " " + onHand(bolt, shop)).isEqualTo("10 0");
        assertThat(reverse(made).expect(409).code()).isEqualTo("finance.ALREADY_REVERSED");
    }

    @Test
    void what_is_not_there_does_not_go_on_any_day() {
        UUID bolt = depot.item("T-3");
        depot.receive("2026-11-10", bolt, "5", "3").expect(201);
        depot.adjust("2026-11-12", bolt, "-3").expect(201);
        assertThat(transfer("", depot.warehouse, shop, bolt, "3").expect(409).errors())
                .containsExactly("/lines/0/quantity available");
        depot.receive("2026-11-20", bolt, "5", "3").expect(201);
        Http.Response early = transfer("2026-11-11", depot.warehouse, shop, bolt, "3").expect(409);
        assertThat(early.code()).isEqualTo("inventory.INSUFFICIENT_STOCK");
        transfer("2026-11-20", depot.warehouse, shop, bolt, "3").expect(201);
        assertThat(transfer("", shop, shop, bolt, "1").expect(422).errors())
                .containsExactly("/toWarehouseId different");
        assertThat(transfer("", shop, UUID.randomUUID(), bolt, "1").expect(422).errors())
                .containsExactly("/toWarehouseId unknown");
        assertThat(transfer("2027-01-01", shop, depot.warehouse, bolt, "1").expect(422).errors())
                .containsExactly("/date future");
    }

    /** To and fro at once: nobody waits for ever, nothing is lost. */
    @Test
    void goods_that_go_to_and_fro_at_once_are_all_there() throws Exception {
        UUID bolt = depot.stocked("T-4", "40", "3");
        UUID nut = depot.stocked("T-5", "40", "2");
        transfer("", depot.warehouse, shop, bolt, "20").expect(201);
        transfer("", depot.warehouse, shop, nut, "20").expect(201);
        List<Callable<Http.Response>> calls =
                IntStream.range(0, 16)
                        .<Callable<Http.Response>>mapToObj(
                                i ->
                                        () ->
                                                i % 2 == 0
                                                        ? transfer(
                                                                "",
                                                                depot.warehouse,
                                                                shop,
                                                                bolt,
                                                                nut)
                                                        : transfer(
                                                                "",
                                                                shop,
                                                                depot.warehouse,
                                                                nut,
                                                                bolt))
                        .toList();
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            for (Future<Http.Response> answer : pool.invokeAll(calls)) {
                answer.get().expect(201);
            }
        }
        assertThat(onHand(bolt, depot.warehouse) + " " + onHand(bolt, shop)).isEqualTo("20 20");
        assertThat(onHand(nut, depot.warehouse) + " " + onHand(nut, shop)).isEqualTo("20 20");
    }

    private static Http.Response transfer(String date, UUID from, UUID to, UUID one, UUID other) {
        return send(date, from, to, line(one, "2") + "," + line(other, "2"));
    }

    private static Http.Response transfer(
            String date, UUID from, UUID to, UUID item, String quantity) {
        return send(date, from, to, line(item, quantity));
    }

    private static String line(UUID item, String quantity) {
        return "{\"itemId\":\"%s\",\"quantity\":\"%s\"}".formatted(item, quantity);
    }

    private static Http.Response send(String date, UUID from, UUID to, String lines) {
        String day = date.isEmpty() ? "" : "\"date\":\"" + date + "\",";
        return depot.http
                .once()
                .post(
                        TRANSFERS,
                        "{%s\"fromWarehouseId\":\"%s\",\"toWarehouseId\":\"%s\",\"lines\":[%s]}"
                                .formatted(day, from, to, lines));
    }

    private static Http.Response reverse(String id) {
        return depot.http.once().post(TRANSFERS + "/" + id + "/reverse", "{}");
    }

    private static String onHand(UUID item, UUID warehouse) {
        return depot.http
                .get("/api/v1/inventory/stock?itemId=" + item + "&warehouseId=" + warehouse)
                .expect(200)
                .text("/items/0/onHand");
    }
}

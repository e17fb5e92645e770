package erp.inventory;

import static erp.inventory.Depot.line;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;
import erp.core.value.Quantity;
import erp.inventory.items.ItemId;
import erp.inventory.items.WarehouseId;
import erp.inventory.stock.Origin;
import erp.inventory.stock.StockLine;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** What people in the warehouse do to the books. After each test every invariant holds. */
class CorrectionsIT {
    private static Depot depot;

    @BeforeAll
    static void open() {
        depot = new Depot();
    }

    @AfterAll
    static void close() {
        depot.close();
    }

    @AfterEach
    void every_invariant_holds() throws SQLException {
        assertThat(depot.broken()).isEmpty();
    }

    @Test
    void what_is_there_of_an_item_out_of_use_can_be_counted_lost_found_and_delivered() {
        UUID bolt = depot.stocked("OLD", "20", "2");
        UUID held = reserve(bolt, 3);
        depot.http.post("/api/v1/inventory/items/" + bolt + "/deactivate").expect(200);
        depot.post("adjustments", line(bolt, "\"quantity\":\"-4\"")).expect(201);
        depot.post("counts", line(bolt, "\"counted\":\"10\"")).expect(201);
        depot.post("counts", line(bolt, "\"counted\":\"12\"")).expect(201);
        depot.post("adjustments", line(bolt, "\"quantity\":\"1\"")).expect(201);
        depot.deliver(
                new WarehouseId(depot.warehouse),
                new ItemId(bolt),
                held,
                Quantity.of(3),
                depot.server.read(tx -> tx.today()));
        assertThat(depot.onHand(bolt)).isEqualTo("10");
        Http.Response more =
                depot.post("receipts", line(bolt, "\"quantity\":\"1\",\"unitCost\":\"1\""));
        assertThat(more.expect(422).errors()).containsExactly("/lines/0/itemId inactive");
        depot.post("counts", line(bolt, "\"counted\":\"0\"")).expect(201);
    }

    @ParameterizedTest
    @CsvSource({"adjustments, quantity, 1", "counts, counted, 1", "receipts, quantity, 1"})
    void an_item_that_is_none_is_refused_everywhere(String path, String member, String amount) {
        String cost = path.equals("receipts") ? ",\"unitCost\":\"1\"" : "";
        Http.Response refused =
                depot.post(path, line(UUID.randomUUID(), "\"%s\":\"%s\"%s", member, amount, cost));
        assertThat(refused.expect(422).errors()).containsExactly("/lines/0/itemId unknown");
    }

    @ParameterizedTest
    @CsvSource({"receipts", "adjustments", "counts"})
    void no_document_is_dated_in_the_future(String path) {
        UUID bolt = depot.stocked("FUTURE-" + path, "1", "1");
        Http.Response refused = depot.postAt("2026-11-25", path, one(path, bolt)).expect(422);
        assertThat(refused.code()).isEqualTo("core.FUTURE_DATE");
        assertThat(refused.errors()).containsExactly("/date future");
    }

    @ParameterizedTest
    @CsvSource({"receipts", "adjustments", "counts"})
    void no_document_gets_into_a_closed_period(String path) {
        Depot own = depot.beside("EUR", "UTC");
        UUID bolt = own.item("CLOSED");
        own.receive("2026-01-02", bolt, "1", "0").expect(201);
        String january =
                own.http
                        .get("/api/v1/finance/periods")
                        .expect(200)
                        .json()
                        .at("/items")
                        .valueStream()
                        .filter(period -> period.at("/startDate").asString().equals("2026-01-01"))
                        .findFirst()
                        .orElseThrow()
                        .at("/id")
                        .asString();
        own.http.once().post("/api/v1/finance/periods/" + january + "/close").expect(200);
        Http.Response refused = own.postAt("2026-01-31", path, one(path, bolt)).expect(409);
        assertThat(refused.code()).isEqualTo("finance.PERIOD_CLOSED");
        assertThat(refused.errors()).containsExactly("/date period");
        own.postAt("2026-02-01", path, one(path, bolt)).expect(201);
        Http.Response nowhere = own.postAt("2024-02-29", path, one(path, bolt)).expect(422);
        assertThat(nowhere.code()).isEqualTo("finance.NO_PERIOD");
        assertThat(nowhere.errors()).containsExactly("/date period");
    }

    /** A receipt and a gain worth nothing, a count without difference. */
    private static String one(String path, UUID item) {
        return path.equals("counts")
                ? line(item, "\"counted\":\"1\"")
                : line(item, "\"quantity\":\"1\",\"unitCost\":\"0\"");
    }

    @ParameterizedTest
    @CsvSource({"EUR, 2.345, 7.04, 2.35", "JPY, 2.4, 7, 2", "KWD, 2.3456, 7.037, 2.346"})
    void a_count_finds_what_was_never_booked_at_a_stated_cost(
            String currency, String cost, String worth, String average) {
        Depot own = depot.beside(currency, "UTC");
        UUID bolt = own.item("FOUND");
        Http.Response without = own.post("counts", line(bolt, "\"counted\":\"3\"")).expect(422);
        assertThat(without.errors()).containsExactly("/lines/0/unitCost required");
        String stated = "\"counted\":\"%s\",\"unitCost\":\"%s\"";
        Http.Response found = own.post("counts", line(bolt, stated, "3", cost)).expect(201);
        assertThat(found.text("/value/amount")).isEqualTo(worth);
        Http.Response more = own.post("counts", line(bolt, stated, "4", "99")).expect(201);
        assertThat(more.text("/value/amount")).as("the average goes first").isEqualTo(average);
        own.post("counts", line(bolt, stated, "2", "99")).expect(201);
        Http.Response wrong = own.post("counts", line(bolt, stated, "2", "-1")).expect(422);
        assertThat(wrong.errors()).containsExactly("/lines/0/unitCost positiveOrZero");
    }

    @Test
    void a_loss_has_no_cost_to_state() {
        UUID bolt = depot.stocked("LOSS", "5", "2");
        Http.Response refused =
                depot.post("adjustments", line(bolt, "\"quantity\":\"-1\",\"unitCost\":\"9\""));
        assertThat(refused.expect(422).errors()).containsExactly("/lines/0/unitCost unused");
    }

    @Test
    void what_can_be_on_hand_can_be_received_counted_lost_and_reserved() {
        String most = "999999999999.999999";
        UUID dust = depot.item("DUST");
        depot.post("receipts", line(dust, "\"quantity\":\"%s\",\"unitCost\":\"0.01\"", most))
                .expect(201);
        depot.post("counts", line(dust, "\"counted\":\"%s\"", most)).expect(201);
        depot.post("adjustments", line(dust, "\"quantity\":\"-%s\"", most)).expect(201);
        depot.post("counts", line(dust, "\"counted\":\"%s\",\"unitCost\":\"0\"", most)).expect(201);
        reserve(dust, 999_999_999_999L);
        Http.Response beyond =
                depot.post("adjustments", line(dust, "\"quantity\":\"%s\"", most)).expect(422);
        assertThat(beyond.code()).isEqualTo("inventory.STOCK_LIMIT");
        Http.Response twice =
                depot.post(
                        "receipts",
                        line(dust, "\"quantity\":\"%s\",\"unitCost\":\"0\"", most),
                        line(dust, "\"quantity\":\"%s\",\"unitCost\":\"0\"", most));
        assertThat(twice.expect(422).code()).isEqualTo("inventory.STOCK_LIMIT");
        Http.Response type =
                depot.post("counts", line(dust, "\"counted\":\"1000000000000\"")).expect(422);
        assertThat(type.errors()).containsExactly("/lines/0/counted range");
    }

    @Test
    void what_is_found_is_not_worth_more_than_stock_can_be() {
        UUID gold = depot.item("GOLD");
        String much = "\"%s\":\"100000\",\"unitCost\":\"1000000000\"";
        for (String[] way : new String[][] {{"counts", "counted"}, {"adjustments", "quantity"}}) {
            Http.Response refused = depot.post(way[0], line(gold, much, way[1])).expect(422);
            assertThat(refused.code()).isEqualTo("inventory.STOCK_LIMIT");
            assertThat(refused.errors()).containsExactly("/lines/0/unitCost range");
        }
        depot.post("receipts", line(gold, "\"quantity\":\"0.000001\",\"unitCost\":\"1000000000\""))
                .expect(201);
        Http.Response refused =
                depot.post("counts", line(gold, "\"counted\":\"1000\"")).expect(422);
        assertThat(refused.code()).as("at the average").isEqualTo("inventory.STOCK_LIMIT");
    }

    @ParameterizedTest
    @CsvSource({"adjustments, quantity, -8", "counts, counted, 2"})
    void a_refusal_names_who_holds_the_goods(String path, String member, String amount) {
        UUID bolt = depot.stocked("HELD-" + path, "10", "2");
        UUID free = depot.stocked("FREE-" + path, "10", "2");
        String order = reserve(bolt, 4).toString();
        reserve(bolt, 1);
        Http.Response refused =
                depot.post(
                                path,
                                line(free, "\"%s\":\"%s\"", member, amount),
                                line(bolt, "\"%s\":\"%s\"", member, amount))
                        .expect(409);
        assertThat(refused.code()).isEqualTo("inventory.INSUFFICIENT_STOCK");
        assertThat(refused.errors())
                .containsExactly("/lines/1 available", "/lines/1 reserved", "/lines/1 reserved");
        assertThat(refused.text("/errors/0/message")).endsWith("available are 5");
        assertThat(refused.text("/errors/1/message")).isEqualTo("test.order " + order + " holds 4");
        assertThat(refused.text("/errors/2/message")).endsWith(" holds 1");
    }

    @Test
    void a_refusal_does_not_name_all_of_many() {
        UUID bolt = depot.stocked("MANY", "100", "2");
        for (int i = 0; i < 12; i++) {
            reserve(bolt, 8);
        }
        Http.Response refused = depot.post("counts", line(bolt, "\"counted\":\"0\"")).expect(409);
        assertThat(refused.errors()).hasSize(1 + 5);
        assertThat(refused.text("/errors/5/message")).endsWith(" holds 8, others: 7");
    }

    /** The document, which has one line of the same id. */
    private static UUID reserve(UUID item, long pieces) {
        UUID order = UUID.randomUUID();
        StockLine line =
                new StockLine(order, "/lines/0/quantity", new ItemId(item), Quantity.of(pieces));
        depot.server.write(
                tx -> {
                    depot.inventory.reserve(
                            tx,
                            new Origin("test.order", order),
                            new WarehouseId(depot.warehouse),
                            List.of(line));
                    return true;
                });
        return order;
    }
}

package erp.inventory;

import static erp.inventory.Depot.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import erp.core.ErpException;
import erp.core.Http;
import erp.core.TestServer;
import erp.core.value.Quantity;
import erp.inventory.common.InventoryError;
import erp.inventory.items.ItemId;
import erp.inventory.items.WarehouseId;
import erp.inventory.stock.Origin;
import erp.inventory.stock.StockLine;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Items, receipts, adjustments, counts and reservations. After each test every invariant holds. */
class StockIT {
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
    void a_sku_names_one_item_and_its_case_counts() {
        depot.item("Bolt-1");
        Http.Response again = depot.newItem("Bolt-1").expect(409);
        assertThat(again.code()).isEqualTo("inventory.SKU_EXISTS");
        assertThat(again.errors()).containsExactly("/sku unique");
        depot.item("bolt-1");
        Http.Response found = depot.http.get("/api/v1/inventory/items?sku=Bolt-1").expect(200);
        assertThat(found.json().at("/items")).hasSize(1);
        assertThat(depot.newItem("with space").expect(422).errors())
                .containsExactly("/sku pattern");
    }

    @Test
    void a_warehouse_code_is_taken_once() {
        depot.warehouse("TWIN");
        Http.Response again =
                depot.http.post(
                        "/api/v1/inventory/warehouses", "{\"code\":\"TWIN\",\"name\":\"x\"}");
        assertThat(again.code()).isEqualTo("inventory.WAREHOUSE_EXISTS");
    }

    @Test
    void goods_are_received_into_stock() {
        UUID bolt = depot.stocked("REC", "12.5", "0.333333");
        assertThat(depot.onHand(bolt)).isEqualTo("12.5");
        Http.Response moves = depot.http.get("/api/v1/inventory/moves?itemId=" + bolt).expect(200);
        assertThat(moves.text("/items/0/kind")).isEqualTo("RECEIPT");
        Http.Response receipt =
                depot.http
                        .get("/api/v1/inventory/receipts/" + moves.text("/items/0/sourceId"))
                        .expect(200);
        assertThat(receipt.text("/value/amount")).isEqualTo("4.17");
        assertThat(receipt.text("/lines/0/unitCost")).isEqualTo("0.333333");
    }

    @Test
    void an_item_twice_in_a_receipt_is_valued_line_by_line() {
        UUID bolt = depot.item("TWO-LINES");
        depot.post(
                        "receipts",
                        line(bolt, "\"quantity\":\"1\",\"unitCost\":\"1\""),
                        line(bolt, "\"quantity\":\"2\",\"unitCost\":\"4\""))
                .expect(201);
        Http.Response less =
                depot.post("adjustments", line(bolt, "\"quantity\":\"-1\"")).expect(201);
        assertThat(less.text("/value/amount")).isEqualTo("-3.00");
    }

    @Test
    void stock_is_adjusted_up_and_down_in_one_document() {
        UUID more = depot.stocked("UP", "10", "2");
        UUID less = depot.stocked("DOWN", "10", "3");
        Http.Response adjusted =
                depot.post(
                                "adjustments",
                                line(less, "\"quantity\":\"-4\""),
                                line(more, "\"quantity\":\"1\",\"unitCost\":\"5\""))
                        .expect(201);
        assertThat(adjusted.text("/value/amount")).isEqualTo("-7.00");
        assertThat(depot.onHand(more)).isEqualTo("11");
        assertThat(depot.onHand(less)).isEqualTo("6");
        Http.Response again =
                depot.http.get("/api/v1/inventory/adjustments/" + adjusted.text("/id")).expect(200);
        assertThat(again.text("/lines/0/quantity")).isEqualTo("-4");
        assertThat(again.text("/lines/1/quantity")).isEqualTo("1");
    }

    @Test
    void nothing_is_adjusted_below_zero_or_without_a_cost() {
        UUID bolt = depot.stocked("FLOOR", "2", "1");
        UUID unknown = depot.item("NO-COST");
        Http.Response tooMuch = depot.post("adjustments", line(bolt, "\"quantity\":\"-3\""));
        assertThat(tooMuch.expect(409).errors()).containsExactly("/lines/0 available");
        Http.Response noCost = depot.post("adjustments", line(unknown, "\"quantity\":\"1\""));
        assertThat(noCost.expect(422).errors()).containsExactly("/lines/0/unitCost required");
        Http.Response twice =
                depot.post(
                        "adjustments",
                        line(bolt, "\"quantity\":\"-1\""),
                        line(bolt, "\"quantity\":\"-1\""));
        assertThat(twice.expect(422).errors()).containsExactly("/lines/1/itemId duplicate");
        Http.Response zero = depot.post("adjustments", line(bolt, "\"quantity\":\"0\""));
        assertThat(zero.expect(422).errors()).containsExactly("/lines/0/quantity zero");
        assertThat(depot.onHand(bolt)).isEqualTo("2");
    }

    @Test
    void a_count_books_the_difference() {
        UUID bolt = depot.stocked("COUNT", "10", "2");
        UUID right = depot.stocked("RIGHT", "3", "1");
        Http.Response count =
                depot.post(
                                "counts",
                                line(bolt, "\"counted\":\"8\""),
                                line(right, "\"counted\":\"3\""))
                        .expect(201);
        assertThat(count.text("/value/amount")).isEqualTo("-4.00");
        assertThat(count.json().at("/lines")).hasSize(1);
        assertThat(depot.onHand(bolt)).isEqualTo("8");
    }

    @Test
    void nothing_is_dated_in_the_future() {
        UUID bolt = depot.item("FUTURE");
        Http.Response answer =
                depot.http
                        .once()
                        .post(
                                "/api/v1/inventory/receipts",
                                "{\"warehouseId\":\"%s\",\"date\":\"2026-11-25\",\"lines\":[%s]}"
                                        .formatted(
                                                depot.warehouse,
                                                line(
                                                        bolt,
                                                        "\"quantity\":\"1\",\"unitCost\":\"1\"")));
        assertThat(answer.expect(422).errors()).containsExactly("/date future");
    }

    @Test
    void a_reservation_names_only_the_lines_that_cannot_be_had() {
        ItemId plenty = new ItemId(depot.stocked("PLENTY", "10", "1"));
        ItemId little = new ItemId(depot.stocked("LITTLE", "2", "1"));
        ItemId none = new ItemId(depot.item("NONE"));
        List<StockLine> wanted = List.of(want(0, plenty, 10), want(1, little, 3), want(2, none, 1));
        ErpException refusal =
                catchThrowableOfType(ErpException.class, () -> reserve(UUID.randomUUID(), wanted));
        assertThat(refusal.code()).isEqualTo(InventoryError.INSUFFICIENT_STOCK);
        assertThat(refusal.violations())
                .extracting(violation -> violation.pointer() + " " + violation.message())
                .satisfiesExactly(
                        first ->
                                assertThat(first)
                                        .startsWith("/lines/1/quantity wants 3")
                                        .endsWith("available are 2"),
                        second ->
                                assertThat(second)
                                        .startsWith("/lines/2/quantity wants 1")
                                        .endsWith("available are 0"));
    }

    @Test
    void what_is_reserved_is_neither_adjusted_away_nor_reserved_again_until_released() {
        ItemId bolt = new ItemId(depot.stocked("HELD", "5", "1"));
        List<StockLine> held = List.of(want(0, bolt, 4));
        reserve(UUID.randomUUID(), held);
        assertThat(depot.post("adjustments", line(bolt.value(), "\"quantity\":\"-2\"")).status())
                .isEqualTo(409);
        List<StockLine> more = List.of(want(0, bolt, 2));
        assertThat(catchThrowableOfType(ErpException.class, () -> reserve(UUID.randomUUID(), more)))
                .isNotNull();
        depot.server.write(
                tx -> {
                    depot.inventory.release(tx, new WarehouseId(depot.warehouse), held);
                    return true;
                });
        reserve(UUID.randomUUID(), more);
    }

    @Test
    void the_stock_list_is_paged_and_another_company_sees_none_of_it() {
        depot.stocked("PAGE-1", "1", "1");
        UUID last = depot.stocked("PAGE-2", "2", "1");
        Http.Response page =
                depot.http
                        .get("/api/v1/inventory/stock?limit=1&warehouseId=" + depot.warehouse)
                        .expect(200);
        assertThat(page.uuid("/items/0/itemId")).isEqualTo(last);
        assertThat(
                        depot.http
                                .get("/api/v1/inventory/stock?limit=1&after=" + page.text("/next"))
                                .expect(200)
                                .text("/items/0/onHand"))
                .isEqualTo("1");
        Http stranger = depot.server.as(TestServer.USER, UUID.randomUUID(), "*");
        assertThat(stranger.get("/api/v1/inventory/moves").expect(200).json().at("/items"))
                .isEmpty();
    }

    private static StockLine want(int index, ItemId item, long pieces) {
        return new StockLine(
                UUID.randomUUID(), "/lines/" + index + "/quantity", item, Quantity.of(pieces));
    }

    private static void reserve(UUID document, List<StockLine> lines) {
        depot.server.write(
                tx -> {
                    depot.inventory.reserve(
                            tx,
                            new Origin("test.order", document),
                            new WarehouseId(depot.warehouse),
                            lines);
                    return true;
                });
    }
}

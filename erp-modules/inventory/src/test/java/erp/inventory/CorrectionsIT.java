package erp.inventory;

import static erp.inventory.Depot.line;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;
import erp.core.value.Quantity;

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
        depot.server.write(
                tx ->
                        depot.inventory.issue(
                                tx,
                                new Origin("test.delivery", UUID.randomUUID()),
                                tx.today(),
                                new WarehouseId(depot.warehouse),
                                List.of(
                                        new Issue(
                                                UUID.randomUUID(),
                                                held,
                                                new ItemId(bolt),
                                                Quantity.of(3)))));
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
        own.postAt("2026-02-01", path, one(path, bolt)).expect(201);
    }

    /** A receipt and a gain worth nothing, a count without difference. */
    private static String one(String path, UUID item) {
        return switch (path) {
            case "receipts" -> line(item, "\"quantity\":\"1\",\"unitCost\":\"0\"");
            case "adjustments" -> line(item, "\"quantity\":\"1\",\"unitCost\":\"0\"");
            default -> line(item, "\"counted\":\"1\"");
        };
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

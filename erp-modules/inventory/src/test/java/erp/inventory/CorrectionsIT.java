package erp.inventory;

import static erp.inventory.Depot.line;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.sql.SQLException;
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
}

package erp.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.UUID;

/** The way back from receipts, adjustments and counts, over HTTP: every check stays quiet. */
class ReversalsIT {
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
    void nothing_is_wrong_with_the_books() {
        assertThat(depot.broken()).isEmpty();
    }

    @Test
    void a_receipt_at_the_wrong_cost_leaves_nothing_behind() {
        UUID bolt = depot.stocked("RV-1", "10", "10");
        Http.Response wrong = depot.receive("2026-11-20", bolt, "10", "100").expect(201);
        Http.Response back = reverse("receipts", wrong.uuid("/id"), "{}").expect(200);
        assertThat(back.text("/reversal/date")).isEqualTo("2026-11-24");
        assertThat(depot.http.get("/api/v1/inventory/receipts/" + wrong.text("/id")).body())
                .isEqualTo(back.body());
        assertThat(depot.onHand(bolt)).isEqualTo("10");
        depot.receive("2026-11-24", bolt, "10", "10").expect(201);
        Http.Response gone = depot.adjust("2026-11-24", bolt, "-20").expect(201);
        assertThat(gone.text("/value/amount")).isEqualTo("-200.00");
        assertThat(reverse("receipts", wrong.uuid("/id"), "{}").expect(409).code())
                .isEqualTo("finance.ALREADY_REVERSED");
    }

    @Test
    void a_value_that_is_gone_cannot_be_taken_back() {
        UUID bolt = depot.stocked("RV-2", "10", "10");
        UUID dear = depot.receive("2026-11-24", bolt, "10", "100").expect(201).uuid("/id");
        depot.adjust("2026-11-24", bolt, "-10").expect(201);
        Http.Response refused = reverse("receipts", dear, "{}").expect(409);
        assertThat(refused.code()).isEqualTo("inventory.VALUE_AT_DATE");
        depot.adjust("2026-11-24", bolt, "-1").expect(201);
        assertThat(reverse("receipts", dear, "{}").expect(409).code())
                .isEqualTo("inventory.INSUFFICIENT_STOCK");
    }

    @Test
    void days_since_count_where_a_day_is_given() {
        UUID bolt = depot.item("RV-3");
        UUID receipt = depot.receive("2026-11-02", bolt, "10", "3").expect(201).uuid("/id");
        UUID lost = depot.adjust("2026-11-05", bolt, "-4").expect(201).uuid("/id");
        depot.receive("2026-11-10", bolt, "4", "3").expect(201);
        assertThat(reverse("receipts", receipt, "{\"date\":\"2026-11-06\"}").expect(409).code())
                .isEqualTo("inventory.INSUFFICIENT_STOCK");
        assertThat(reverse("receipts", receipt, "{\"date\":\"2026-11-01\"}").expect(422).errors())
                .containsExactly("/date order");
        reverse("adjustments", lost, "{\"date\":\"2026-11-05\"}").expect(200);
        reverse("receipts", receipt, "{\"date\":\"2026-11-06\"}").expect(200);
        assertThat(depot.onHand(bolt)).isEqualTo("4");
    }

    @Test
    void a_count_is_taken_back_with_what_it_found_and_lost() {
        UUID bolt = depot.stocked("RV-4", "10", "1.11");
        UUID nut = depot.stocked("RV-5", "10", "0.37");
        Http.Response count =
                depot.post(
                                "counts",
                                Depot.line(bolt, "\"counted\":\"7\""),
                                Depot.line(nut, "\"counted\":\"13\""))
                        .expect(201);
        Http.Response back = reverse("adjustments", count.uuid("/id"), "{}").expect(200);
        assertThat(back.json().at("/lines").size()).isEqualTo(2);
        assertThat(depot.http.get("/api/v1/inventory/adjustments/" + count.text("/id")).body())
                .isEqualTo(back.body());
        assertThat(depot.onHand(bolt) + " " + depot.onHand(nut)).isEqualTo("10 10");
        assertThat(reverse("adjustments", UUID.randomUUID(), "{}").expect(404).code())
                .isEqualTo("inventory.ADJUSTMENT_NOT_FOUND");
    }

    private static Http.Response reverse(String kind, UUID id, String body) {
        return depot.http.once().post("/api/v1/inventory/" + kind + "/" + id + "/reverse", body);
    }
}

package erp.purchasing;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;
import erp.core.value.Quantity;
import erp.inventory.items.ItemId;
import erp.inventory.items.WarehouseId;
import erp.inventory.planning.PurchaseProposed;
import erp.inventory.planning.PurchaseWithdrawn;
import erp.inventory.stock.Origin;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.UUID;

/** What somebody needs, until it is ordered. */
class RequisitionsIT {
    private static final String PATH = Yard.BASE + "requisitions";
    private static Yard yard;

    @BeforeAll
    static void open() {
        yard = new Yard();
    }

    @AfterAll
    static void close() {
        try {
            assertThat(yard.broken()).isEmpty();
        } finally {
            yard.close();
        }
    }

    @BeforeEach
    void reset() {
        yard.reset();
    }

    @Test
    void what_is_needed_is_approved_by_another_and_becomes_an_order_of_the_cheapest() {
        sells(yard.supplier, "2.00", "");
        UUID cheap = yard.supplier("");
        sells(cheap, "1.90", ",\"minimumQuantity\":\"10\",\"multiple\":\"4\"");
        UUID id = needed("").expect(201).uuid("/id");
        act(yard.buyer, id, "convert").expect(409);
        act(yard.buyer, id, "submit").expect(200);
        assertThat(act(yard.buyer, id, "approve").expect(403).code())
                .isEqualTo("purchasing.OWN_DOCUMENT");
        act(yard.chief, id, "approve").expect(200);
        Http.Response converted = act(yard.buyer, id, "convert").expect(200);
        assertThat(converted.text("/state")).isEqualTo("CONVERTED");
        Http.Response order = yard.order(converted.uuid("/orderIds/0"));
        assertThat(order.uuid("/supplierId")).isEqualTo(cheap);
        assertThat(order.text("/lines/0/quantity")).as("minimum and multiple").isEqualTo("12");
        assertThat(order.text("/lines/0/unitPrice")).isEqualTo("1.9");
        assertThat(order.text("/state")).isEqualTo("DRAFT");
        act(yard.buyer, id, "convert").expect(409);
        assertThat(yard.broken()).isEmpty();
    }

    @Test
    void who_sells_it_or_what_it_costs_must_be_known() {
        UUID id = needed("").expect(201).uuid("/id");
        act(yard.buyer, id, "submit").expect(200);
        act(yard.chief, id, "approve").expect(200);
        assertThat(act(yard.buyer, id, "convert").expect(422).errors())
                .containsExactly("/lines/0/supplierId supplier");
        String of = "{\"supplierId\":\"%s\"}";
        assertThat(
                        yard.buyer
                                .once()
                                .post(PATH + "/" + id + "/convert", of.formatted(yard.supplier))
                                .expect(422)
                                .errors())
                .containsExactly("/lines/0/estimatedPrice required");
        assertThat(
                        yard.buyer
                                .once()
                                .post(PATH + "/" + id + "/convert", of.formatted(UUID.randomUUID()))
                                .expect(422)
                                .errors())
                .containsExactly("/supplierId unknown");
    }

    @Test
    void a_draft_is_changed_withdrawn_and_rejected_for_a_reason() {
        UUID id = needed("").expect(201).uuid("/id");
        act(yard.buyer, id, "submit").expect(200);
        act(yard.buyer, id, "withdraw").expect(200);
        String version = yard.buyer.get(PATH + "/" + id).header("ETag").orElseThrow();
        yard.buyer
                .with("If-Match", version)
                .put(PATH + "/" + id, body(",\"estimatedPrice\":\"3\""))
                .expect(200);
        act(yard.buyer, id, "submit").expect(200);
        act(yard.chief, id, "reject").expect(400);
        Http.Response rejected =
                yard.seen(yard.chief, "requisitions/" + id)
                        .post(PATH + "/" + id + "/reject", "{\"reason\":\"enough there\"}")
                        .expect(200);
        assertThat(rejected.text("/state")).isEqualTo("REJECTED");
        act(yard.buyer, id, "submit").expect(409);
        assertThat(yard.buyer.get(PATH + "/" + id + "/history").text("/items/0/action"))
                .isEqualTo("reject");
    }

    @Test
    void nobody_decides_on_what_he_has_not_seen() {
        UUID id = needed("").expect(201).uuid("/id");
        act(yard.buyer, id, "submit").expect(200);
        String seen = yard.buyer.get(PATH + "/" + id).header("ETag").orElseThrow();
        act(yard.buyer, id, "withdraw").expect(200);
        yard.seen(yard.buyer, "requisitions/" + id)
                .put(PATH + "/" + id, body(",\"estimatedPrice\":\"3000\""))
                .expect(200);
        act(yard.buyer, id, "submit").expect(200);
        for (String verb : List.of("approve", "reject")) {
            String path = PATH + "/" + id + "/" + verb;
            String why = verb.equals("reject") ? "{\"reason\":\"dear\"}" : null;
            assertThat(yard.chief.once().post(path, why).expect(428).errors())
                    .containsExactly("If-Match required");
            yard.chief.once().with("If-Match", seen).post(path, why).expect(412);
        }
        act(yard.chief, id, "approve").expect(200);
    }

    @Test
    void what_planning_proposes_is_submitted_as_it_comes() {
        UUID origin = UUID.randomUUID();
        propose(origin);
        Http.Response listed = yard.buyer.get(PATH + "?originId=" + origin).expect(200);
        assertThat(listed.text("/items/0/state")).isEqualTo("SUBMITTED");
        UUID id = listed.uuid("/items/0/id");
        assertThat(yard.buyer.get(PATH + "/" + id).text("/lines/0/neededBy"))
                .isEqualTo(yard.today());
        act(yard.chief, id, "approve").expect(200);
    }

    @Test
    void what_planning_no_longer_wants_is_given_up_unless_it_is_ordered() {
        sells(yard.supplier, "2.00", "");
        UUID submitted = propose(UUID.randomUUID());
        UUID approved = propose(UUID.randomUUID());
        act(yard.chief, approved, "approve").expect(200);
        UUID ordered = propose(UUID.randomUUID());
        act(yard.chief, ordered, "approve").expect(200);
        act(yard.buyer, ordered, "convert").expect(200);
        for (UUID id : List.of(submitted, approved, ordered)) {
            UUID origin = yard.buyer.get(PATH + "/" + id).uuid("/originId");
            for (int time = 0; time < 2; time++) {
                yard.write(
                        tx -> {
                            yard.purchasing
                                    .requisitions()
                                    .giveUp(tx, new PurchaseWithdrawn(origin(origin)));
                            return 0;
                        });
            }
        }
        assertThat(stateOf(submitted)).isEqualTo("REJECTED reject submit");
        assertThat(stateOf(approved)).isEqualTo("REJECTED reject approve");
        assertThat(stateOf(ordered)).isEqualTo("CONVERTED convert approve");
        act(yard.buyer, approved, "convert").expect(409);
    }

    /** And the last two that happened. */
    private static String stateOf(UUID id) {
        Http.Response history = yard.buyer.get(PATH + "/" + id + "/history");
        return yard.buyer.get(PATH + "/" + id).text("/state")
                + " "
                + history.text("/items/0/action")
                + " "
                + history.text("/items/1/action");
    }

    private static Origin origin(UUID id) {
        return new Origin("production.planned-order", id);
    }

    private static UUID propose(UUID origin) {
        yard.write(
                tx -> {
                    yard.purchasing
                            .requisitions()
                            .propose(
                                    tx,
                                    new PurchaseProposed(
                                            origin(origin),
                                            new ItemId(yard.bolt),
                                            new WarehouseId(yard.warehouse),
                                            Quantity.of(7),
                                            tx.today().minusDays(1)));
                    return 0;
                });
        return yard.buyer.get(PATH + "?originId=" + origin).expect(200).uuid("/items/0/id");
    }

    private static void sells(UUID supplier, String price, String more) {
        yard.buyer
                .post(
                        Yard.BASE + "supplier-items",
                        """
                        {"supplierId":"%s","itemId":"%s","prices":[{"from":"0","unitPrice":"%s"}]%s}
                        """
                                .formatted(supplier, yard.bolt, price, more))
                .expect(201);
    }

    private static Http.Response needed(String more) {
        return yard.buyer.once().post(PATH, body(more));
    }

    private static String body(String more) {
        return """
        {"warehouseId":"%s","lines":[{"itemId":"%s","quantity":"9","neededBy":"%s"%s}]}
        """
                .formatted(yard.warehouse, yard.bolt, yard.today(), more);
    }

    private static Http.Response act(Http who, UUID id, String verb) {
        return yard.seen(who, "requisitions/" + id).post(PATH + "/" + id + "/" + verb);
    }
}

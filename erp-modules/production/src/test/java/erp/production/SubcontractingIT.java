package erp.production;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.util.UUID;

/** Operations that suppliers do: asked for at the release, paid for with what comes out. */
class SubcontractingIT {
    private static Plant plant;

    private UUID blank;
    private UUID plating;
    private UUID hook;

    @BeforeAll
    static void open() {
        plant = new Plant();
    }

    @AfterAll
    static void invariants_hold() {
        try (Plant closing = plant) {
            assertThat(closing.broken()).isEmpty();
        }
    }

    /** A hook of a blank at 2, that is plated for 3. */
    @BeforeEach
    void a_hook() {
        plant.open();
        blank = plant.stocked("BLANK", "100", "2");
        plating = plant.item("PLATING");
        hook = plant.item("HOOK");
        plant.post(
                        "item-plans",
                        "{'itemId':'%s','lotSizing':'LOT_FOR_LOT','leadTimeDays':5,"
                                + "'standardCost':'3'}",
                        plating)
                .expect(201);
        UUID routing = routing(plating).expect(201).uuid("/id");
        plant.bill(hook, Plant.json(",'routingId':'%s'", routing), Plant.part(blank, "1"));
    }

    private static Http.Response routing(UUID service) {
        return plant.post(
                "routings",
                "{'code':'R-%s','name':'How','operations':[{'name':'Plate','workCentreId':'%s',"
                        + "'setupHours':'0','hoursPerUnit':'0','subcontractItemId':'%s'}]}",
                service.toString().substring(30),
                plant.centre("C-" + service.toString().substring(30)),
                service);
    }

    @Test
    void what_a_supplier_does_is_asked_for_and_its_price_is_settled_like_any_cost() {
        assertThat(plant.get("items/" + hook + "/cost").text("/total")).isEqualTo("5");
        UUID order = plant.order(hook, "10", "").expect(201).uuid("/id");
        plant.act(order, "firm").expect(200);
        assertThat(plant.proposed).isEmpty();
        assertThat(plant.get("work-orders/" + order + "/availability").text("/complete"))
                .isEqualTo("true");
        Http.Response released = plant.act(order, "release").expect(200);
        UUID operation = released.uuid("/operations/0/id");
        assertThat(released.text("/plannedCost/amount")).isEqualTo("50.00");
        assertThat(released.uuid("/components/1/operationId")).isEqualTo(operation);
        assertThat(released.text("/components/1/reserved")).isEqualTo("0");
        assertThat(plant.proposed)
                .singleElement()
                .satisfies(
                        it -> {
                            assertThat(it.origin().type())
                                    .isEqualTo("production.work-order-operation");
                            assertThat(it.origin().id()).isEqualTo(operation);
                            assertThat(it.item().value()).isEqualTo(plating);
                            assertThat(it.quantity()).isEqualTo(Plant.quantity("10"));
                            assertThat(it.neededBy()).isEqualTo(LocalDate.of(2026, 12, 1));
                        });
        plant.act(order, "issue").expect(201);
        Http.Response early = plant.act(order, "receive").expect(409);
        assertThat(early.code()).isEqualTo("inventory.INSUFFICIENT_STOCK");
        assertThat(early.errors()).containsExactly("/components/1/planned available");
        // One is spoilt before it is plated; nine are plated, and that costs 3.20 each.
        plant.stock(plating, "9", "3.20");
        UUID output = plant.see(order).uuid("/outputs/0/id");
        UUID receipt = receive(order, output, "9", "1").expect(201).uuid("/id");
        plant.post("postings/" + receipt + "/reverse", "").expect(201);
        assertThat(plant.stockOf(plating)).isEqualTo("9 0");
        receive(order, output, "9", "1").expect(201);
        assertThat(plant.stockOf(plating)).isEqualTo("0 0");
        plant.act(order, "complete").expect(200);
        Http.Response closed = plant.act(order, "close").expect(200);
        assertThat(closed.text("/variances/usage/amount")).isEqualTo("-3.00");
        assertThat(closed.text("/variances/rate/amount")).isEqualTo("1.80");
        assertThat(closed.text("/variances/method/amount")).isEqualTo("0.00");
        assertThat(plant.account("WORK_IN_PROGRESS")).isEqualTo("0.00");
    }

    @Test
    void what_was_asked_for_is_withdrawn_with_the_order_that_asked() {
        UUID planned = plant.order(hook, "1", "").expect(201).uuid("/id");
        plant.act(planned, "cancel").expect(200);
        assertThat(plant.withdrawn).isEmpty();
        UUID cancelled = plant.released(hook, "2", "");
        plant.act(cancelled, "cancel").expect(200);
        UUID shortened = plant.released(hook, "3", "");
        plant.act(shortened, "issue").expect(201);
        plant.act(shortened, "complete").expect(200);
        assertThat(plant.withdrawn)
                .containsExactly(
                        plant.see(cancelled).uuid("/operations/0/id"),
                        plant.see(shortened).uuid("/operations/0/id"));
    }

    @Test
    void planning_counts_on_the_release_to_ask_and_asks_for_what_nobody_brings() {
        UUID order = plant.order(hook, "10", "").expect(201).uuid("/id");
        assertThat(planned()).isEmpty();
        plant.act(order, "firm").expect(200);
        plant.act(order, "release").expect(200);
        assertThat(planned()).isEqualTo("10 2026-12-01");
        plant.stock(plating, "10", "3");
        assertThat(planned()).isEmpty();
        assertThat(routing(UUID.randomUUID()).expect(422).errors())
                .containsExactly("/operations/0/subcontractItemId unknown");
    }

    /** How much plating a run proposes to buy, and by when; empty for none. */
    private String planned() {
        UUID run =
                plant.post("planning-runs", "{'warehouseId':'%s'}", plant.warehouse)
                        .expect(201)
                        .uuid("/id");
        plant.plan();
        Http.Response orders =
                plant.get("planning-runs/" + run + "/planned-orders?itemId=" + plating);
        return orders.json().at("/items").isEmpty()
                ? ""
                : orders.text("/items/0/quantity") + " " + orders.text("/items/0/dueDate");
    }

    private static Http.Response receive(UUID order, UUID output, String good, String bad) {
        return plant.act(
                order,
                "receive",
                "{'lines':[{'outputId':'%s','quantity':'%s','scrapped':'%s'}]}",
                output,
                good,
                bad);
    }
}

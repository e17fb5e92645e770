package erp.production;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;
import erp.inventory.items.ItemId;
import erp.inventory.items.WarehouseId;
import erp.inventory.planning.Expected;
import erp.inventory.stock.Origin;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/** Planning runs over the whole way: what is read, what is proposed, what becomes of it. */
class PlanningIT {
    private static Plant plant;

    private UUID bolt;
    private UUID frame;
    private UUID shelf;

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

    /** A shelf of two frames, a frame of four bolts; two working days for each, bolts in a week. */
    @BeforeEach
    void a_shelf() {
        plant.open();
        plant.onProposed = () -> {};
        bolt = plant.stocked("BOLT", "30", "0.50");
        frame = plant.item("FRAME");
        shelf = plant.item("SHELF");
        UUID routing = plant.routing("R", plant.centre("C"));
        plant.bill(frame, "", Plant.part(bolt, "4"));
        plant.bill(shelf, Plant.json(",'routingId':'%s'", routing), Plant.part(frame, "2"));
        plan(shelf, "LOT_FOR_LOT", 2, "");
        plan(frame, "MINIMUM_MULTIPLE", 2, ",'minimumQuantity':'10','multipleQuantity':'5'");
        plan(bolt, "FIXED", 7, ",'fixedQuantity':'50','safetyStock':'10'");
    }

    private void plan(UUID item, String sizing, int days, String more) {
        plant.post(
                        "item-plans",
                        "{'itemId':'%s','lotSizing':'%s','leadTimeDays':%d%s}",
                        item,
                        sizing,
                        days,
                        more)
                .expect(201);
    }

    private UUID demand(UUID item, String quantity, String date) {
        return plant.post(
                        "demands",
                        "{'itemId':'%s','warehouseId':'%s','quantity':'%s','neededOn':'%s'}",
                        item,
                        plant.warehouse,
                        quantity,
                        date)
                .expect(201)
                .uuid("/id");
    }

    /** A run that is done. */
    private UUID run() {
        UUID run =
                plant.post("planning-runs", "{'warehouseId':'%s'}", plant.warehouse)
                        .expect(201)
                        .uuid("/id");
        plant.plan();
        Http.Response done = plant.get("planning-runs/" + run);
        assertThat(done.text("/state")).as(done.body()).isEqualTo("DONE");
        return run;
    }

    private static List<String> all(UUID run, String what, String member) {
        return plant.get("planning-runs/" + run + "/" + what + "?limit=200")
                .json()
                .at("/items")
                .findValuesAsString(member);
    }

    /** All that the run proposes, in the plan's order. */
    private static List<String> proposals(UUID run) {
        List<String> told = new ArrayList<>();
        plant.get("planning-runs/" + run + "/planned-orders?limit=200")
                .json()
                .at("/items")
                .forEach(
                        it ->
                                told.add(
                                        "%03d %s %s %s %s"
                                                .formatted(
                                                        it.at("/position").asInt(),
                                                        it.at("/itemId").asString(),
                                                        it.at("/quantity").asString(),
                                                        it.at("/startDate").asString(),
                                                        it.at("/dueDate").asString())));
        return told.stream().sorted().toList();
    }

    private static Http.Response proposalOf(UUID run, UUID item) {
        return plant.get("planning-runs/" + run + "/planned-orders?itemId=" + item);
    }

    @Test
    void what_is_wanted_is_planned_down_all_levels_on_the_calendar() {
        UUID wanted = demand(shelf, "7", "2026-12-29");
        UUID run = run();
        Http.Response shelves = proposalOf(run, shelf);
        assertThat(shelves.text("/items/0/quantity")).isEqualTo("7");
        assertThat(shelves.text("/items/0/dueDate")).isEqualTo("2026-12-29");
        // Two working days before: a weekend and Christmas Day lie in between.
        assertThat(shelves.text("/items/0/startDate")).isEqualTo("2026-12-24");
        Http.Response frames = proposalOf(run, frame);
        assertThat(frames.text("/items/0/quantity")).isEqualTo("15");
        assertThat(frames.text("/items/0/startDate")).isEqualTo("2026-12-22");
        assertThat(frames.text("/items/0/lowLevelCode")).isEqualTo("1");
        Http.Response bolts = proposalOf(run, bolt);
        assertThat(bolts.text("/items/0/kind")).isEqualTo("BUY");
        assertThat(bolts.text("/items/0/quantity")).isEqualTo("50");
        assertThat(bolts.text("/items/0/startDate")).isEqualTo("2026-12-15");
        Http.Response pegs = plant.get("planning-runs/" + run + "/peggings?demandId=" + wanted);
        assertThat(pegs.text("/items/0/supplyId")).isEqualTo(shelves.text("/items/0/id"));
        Http.Response stock = plant.get("planning-runs/" + run + "/peggings?supplyId=" + bolt);
        assertThat(stock.text("/items/0/quantity")).isEqualTo("20");
        assertThat(stock.text("/items/0/demandId")).isEqualTo(frames.text("/items/0/id"));
    }

    @Test
    void the_same_run_again_proposes_the_same_and_replaces_what_was_proposed() {
        demand(shelf, "7", "2026-12-29");
        demand(frame, "3", "2026-12-10");
        UUID first = run();
        List<String> proposed = proposals(first);
        assertThat(proposed).hasSize(5);
        UUID second = run();
        assertThat(proposals(second)).isEqualTo(proposed);
        assertThat(all(first, "planned-orders", "id")).isEmpty();
        assertThat(all(first, "peggings", "id")).isEmpty();
    }

    @Test
    void safety_stock_is_refilled_where_it_is_to_lie_though_nothing_else_happens_there() {
        UUID first = plant.warehouse;
        UUID nut = plant.item("NUT");
        plan(nut, "LOT_FOR_LOT", 0, ",'safetyStock':'5'");
        assertThat(proposalOf(run(), nut).text("/items/0/quantity")).isEqualTo("5");
        plant.http.post("/api/v1/inventory/items/" + nut + "/deactivate").expect(200);
        assertThat(proposalOf(run(), nut).json().at("/items")).as("out of use").isEmpty();
        plant.http.post("/api/v1/inventory/items/" + nut + "/activate").expect(200);
        UUID second =
                plant.http
                        .post(
                                "/api/v1/inventory/warehouses",
                                Plant.json("{'code':'W2','name':'B'}"))
                        .expect(201)
                        .uuid("/id");
        // Of two, nobody says which; and bolts lie, or lay, in the first.
        assertThat(proposalOf(run(), nut).json().at("/items")).isEmpty();
        plant.adjust(bolt, "-30");
        assertThat(proposalOf(run(), bolt).text("/items/0/quantity")).isEqualTo("50");
        UUID pin = plant.item("PIN");
        plan(pin, "LOT_FOR_LOT", 0, Plant.json(",'safetyStock':'7','warehouseId':'%s'", second));
        assertThat(proposalOf(run(), pin).json().at("/items")).isEmpty();
        plant.stock(pin, "1", "1");
        assertThat(proposalOf(run(), pin).json().at("/items")).isEmpty();
        plant.warehouse = second;
        UUID run = run();
        assertThat(proposalOf(run, pin).text("/items/0/quantity")).isEqualTo("7");
        assertThat(proposalOf(run, pin).text("/items/0/warehouseId")).isEqualTo(second.toString());
        assertThat(proposalOf(run, bolt).json().at("/items")).isEmpty();
        plant.warehouse = first;
        Http.Response unknown =
                plant.post(
                                "item-plans",
                                "{'itemId':'%s','lotSizing':'LOT_FOR_LOT','leadTimeDays':0,"
                                        + "'warehouseId':'%s'}",
                                plant.item("X"),
                                bolt)
                        .expect(422);
        assertThat(unknown.errors()).containsExactly("/warehouseId unknown");
    }

    @Test
    void what_is_firmed_becomes_an_order_or_a_proposal_to_buy_and_is_not_planned_twice() {
        demand(shelf, "7", "2026-12-29");
        UUID run = run();
        UUID shelves = proposalOf(run, shelf).uuid("/items/0/id");
        UUID bolts = proposalOf(run, bolt).uuid("/items/0/id");
        UUID order =
                plant.post("planned-orders/" + shelves + "/firm", "")
                        .expect(200)
                        .uuid("/workOrderId");
        assertThat(plant.see(order).text("/state")).isEqualTo("FIRMED");
        assertThat(plant.see(order).text("/plannedOrderId")).isEqualTo(shelves.toString());
        assertThat(plant.post("planned-orders/" + shelves + "/firm", "").expect(409).code())
                .isEqualTo("production.ALREADY_FIRMED");
        plant.post("planned-orders/" + bolts + "/firm", "").expect(200);
        assertThat(plant.proposed).hasSize(1);
        assertThat(plant.proposed.getFirst().origin().id()).isEqualTo(bolts);
        assertThat(plant.proposed.getFirst().neededBy()).isEqualTo(LocalDate.of(2026, 12, 22));
        UUID again = run();
        assertThat(proposalOf(again, shelf).json().at("/items")).isEmpty();
        assertThat(proposalOf(again, frame).text("/items/0/quantity")).isEqualTo("15");
    }

    @Test
    void expected_goods_are_netted_and_told_to_come_sooner_later_or_not_at_all() {
        demand(frame, "5", "2026-12-10");
        expect(frame, "5", "2026-12-20");
        demand(shelf, "1", "2027-02-01");
        expect(shelf, "1", "2026-12-01");
        expect(bolt, "100", "2026-12-01");
        UUID run = run();
        assertThat(proposalOf(run, frame).json().at("/items")).isEmpty();
        assertThat(all(run, "messages", "kind"))
                .containsExactlyInAnyOrder("EXPEDITE", "DEFER", "CANCEL");
    }

    @Test
    void what_should_have_begun_already_or_has_no_bill_is_told() {
        UUID thing = plant.item("THING");
        plant.post(
                        "item-plans",
                        "{'itemId':'%s','procurement':'MAKE','lotSizing':'LOT_FOR_LOT',"
                                + "'leadTimeDays':0}",
                        thing)
                .expect(201);
        demand(shelf, "1", "2026-11-25");
        demand(thing, "1", "2026-12-25");
        UUID run = run();
        assertThat(proposalOf(run, shelf).text("/items/0/startDate")).isEqualTo("2026-11-24");
        assertThat(all(run, "messages", "kind")).contains("LATE", "NO_BILL");
    }

    @Test
    void a_run_does_not_begin_while_something_is_firmed() throws Exception {
        demand(shelf, "7", "2026-12-29");
        UUID bolts = proposalOf(run(), bolt).uuid("/items/0/id");
        UUID next =
                plant.post("planning-runs", "{'warehouseId':'%s'}", plant.warehouse)
                        .expect(201)
                        .uuid("/id");
        Thread planner = new Thread(plant::plan);
        AtomicReference<String> seen = new AtomicReference<>();
        plant.onProposed =
                () -> {
                    planner.start();
                    try {
                        planner.join(400);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    seen.set(plant.get("planning-runs/" + next).text("/state"));
                };
        plant.post("planned-orders/" + bolts + "/firm", "").expect(200);
        planner.join();
        assertThat(seen.get()).isEqualTo("QUEUED");
        assertThat(plant.get("planning-runs/" + next).text("/state")).isEqualTo("DONE");
    }

    @Test
    void what_an_older_run_proposed_is_not_taken_up_though_it_could_not_be_removed()
            throws Exception {
        demand(shelf, "7", "2026-12-29");
        UUID first = run();
        UUID bolts = proposalOf(first, bolt).uuid("/items/0/id");
        UUID second;
        try (Connection connection = plant.server.schema().administrator().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "create table held (id binary(16) primary key,"
                            + " foreign key (id) references production_planned_order (id))");
            statement.execute("insert into held select id from production_planned_order");
            second = run();
            statement.execute("drop table held");
        }
        assertThat(proposals(second)).isNotEmpty();
        assertThat(plant.post("planned-orders/" + bolts + "/firm", "").expect(409).code())
                .isEqualTo("production.RUN_STATE");
        UUID shelves = proposalOf(second, shelf).uuid("/items/0/id");
        plant.post("planned-orders/" + shelves + "/firm", "").expect(200);
        Http.Response load = plant.get("work-centre-load?from=2026-11-24&weeks=6");
        assertThat(load.text("/load/4/planned")).isEqualTo("0");
        run();
        assertThat(all(first, "planned-orders", "id")).isEmpty();
    }

    @Test
    void a_run_without_end_fails_and_says_why_and_leaves_nothing() {
        UUID dust = plant.item("DUST");
        plan(dust, "FIXED", 0, ",'fixedQuantity':'0.000001'");
        demand(dust, "1000000", "2026-12-01");
        UUID run =
                plant.post("planning-runs", "{'warehouseId':'%s'}", plant.warehouse)
                        .expect(201)
                        .uuid("/id");
        plant.plan();
        assertThat(plant.get("planning-runs/" + run).text("/state")).isEqualTo("FAILED");
        assertThat(plant.get("planning-runs/" + run).text("/failure")).contains("planned orders");
        assertThat(proposals(run)).isEmpty();
    }

    @Test
    void a_phantom_is_never_bought_as_orders_never_take_it() {
        UUID kit = plant.item("KIT");
        UUID chair = plant.item("CHAIR");
        plant.bill(kit, ",\"phantom\":true", Plant.part(bolt, "3"));
        plant.bill(chair, "", Plant.part(kit, "1"));
        plan(kit, "LOT_FOR_LOT", 1, ",'procurement':'BUY'");
        demand(chair, "10", "2026-12-29");
        UUID run = run();
        assertThat(proposalOf(run, kit).json().at("/items")).isEmpty();
        assertThat(proposalOf(run, bolt).text("/items/0/quantity")).isEqualTo("50");
    }

    @Test
    void what_comes_besides_of_a_planned_order_is_not_planned_again() {
        UUID plank = plant.item("PLANK");
        UUID dust = plant.item("DUST");
        plant.bill(
                plank,
                Plant.json(
                        ",'byProducts':[{'itemId':'%s','quantity':'0.5','costShare':'0.1'}]", dust),
                Plant.part(bolt, "1"));
        demand(plank, "10", "2026-12-10");
        UUID wanted = demand(dust, "6", "2026-12-11");
        UUID run = run();
        assertThat(proposalOf(run, dust).text("/items/0/quantity")).isEqualTo("1");
        assertThat(
                        plant.get("planning-runs/" + run + "/peggings?demandId=" + wanted)
                                .json()
                                .at("/items")
                                .findValuesAsString("supplyId"))
                .containsExactlyInAnyOrder(
                        proposalOf(run, plank).text("/items/0/id"),
                        proposalOf(run, dust).text("/items/0/id"));
        UUID planks = proposalOf(run, plank).uuid("/items/0/id");
        plant.post("planned-orders/" + planks + "/firm", "").expect(200);
        assertThat(proposalOf(run(), dust).text("/items/0/quantity")).isEqualTo("1");
    }

    @Test
    void the_load_of_a_work_centre_is_told_by_week() {
        demand(shelf, "7", "2026-12-29");
        run();
        plant.order(shelf, "4", "").expect(201);
        Http.Response load = plant.get("work-centre-load?from=2026-11-24&weeks=6");
        assertThat(load.text("/load/0/week")).isEqualTo("2026-11-23");
        assertThat(load.text("/load/0/capacityHours")).isEqualTo("40");
        assertThat(load.text("/load/0/ordered")).isEqualTo("2");
        assertThat(load.text("/load/4/planned")).isEqualTo("2.75");
        assertThat(load.text("/load/4/capacityHours")).isEqualTo("32");
    }

    private static void expect(UUID item, String quantity, String date) {
        plant.expected.add(
                new Expected(
                        new ItemId(item),
                        new WarehouseId(plant.warehouse),
                        LocalDate.parse(date),
                        Expected.Direction.IN,
                        Plant.quantity(quantity),
                        new Origin("test.order", UUID.randomUUID())));
    }
}

package erp.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The story of tables that are planned, made and settled, and what the books say at each step. */
class PlanToProduceIT extends ErpIT {
    private static final String PURCHASING = "/api/v1/purchasing/";

    private final Workshop works = Workshop.open(api());

    @Test
    void frames_and_tables_are_made_in_parts_with_scrap_and_settled() throws Exception {
        wantTenTables();
        UUID run = planned(works);
        UUID frames = firmed(run, works.frame());
        UUID tables = firmed(run, works.table());
        assertThat(works.see(frames).text("/quantity")).isEqualTo("10");

        makeTenFramesOfWhichOneIsSpoilt(frames);

        // Ten tables need ten frames, and nine are there.
        assertThat(works.act(tables, "release").is(409).text("/code"))
                .isEqualTo("inventory.INSUFFICIENT_STOCK");
        makeAnotherFrameInAHurry();

        makeTenTablesAndSpoilATop(tables);

        // All that was put in is in the stock of tables, in scrap and in variances.
        assertThat(balanceOf("WORK_IN_PROGRESS")).isEqualTo("0.00");
        assertThat(balanceOf("LABOUR_ABSORBED")).isEqualTo("-210.00");
        assertThat(balanceOf("OVERHEAD_ABSORBED")).isEqualTo("-70.00");
        works.act(tables, "issue").is(409);
        assertBooksAreRight();
    }

    /** A supplier is asked at the release; 3.20 is paid for each of ten, where 3 was planned. */
    @Test
    void what_a_supplier_does_is_bought_in_the_name_of_the_operation() {
        UUID plating = works.item("PLATING");
        UUID supplier = supplierOf(plating);
        UUID hook = works.subcontracted("HOOK", plating);
        api().post(
                        Workshop.API + "item-plans",
                        Map.of(
                                "itemId",
                                plating,
                                "lotSizing",
                                "LOT_FOR_LOT",
                                "leadTimeDays",
                                5,
                                "standardCost",
                                "3"))
                .is(201);
        UUID order = works.released(hook, "10");
        String operation = works.see(order).text("/operations/0/id");
        String asked = PURCHASING + "requisitions";
        UUID requisition =
                UUID.fromString(
                        api().get(asked + "?originId=" + operation).is(200).text("/items/0/id"));
        asked += "/" + requisition;
        String wanted = api().get(asked).is(200).header("ETag");
        somebody("purchase-approver").api().post(asked + "/approve", Map.of(), wanted).is(200);
        String purchase =
                PURCHASING
                        + "orders/"
                        + api().post(asked + "/convert", Map.of("supplierId", supplier))
                                .is(200)
                                .text("/orderIds/0");
        for (String verb : List.of("submit", "approve", "confirm")) {
            Api who = verb.equals("approve") ? somebody("purchase-approver").api() : api();
            String seen = who.get(purchase).is(200).header("ETag");
            who.post(purchase + "/" + verb, Map.of(), seen).is(200);
        }
        String line = api().get(purchase).is(200).text("/lines/0/id");
        api().post(
                        purchase + "/receive",
                        Map.of("lines", List.of(Map.of("lineId", line, "quantity", "10"))))
                .is(201);
        works.act(order, "issue").is(201);
        works.receive(order, "10", "0").is(201);
        assertThat(works.see(order).text("/components/1/issuedValue/amount")).isEqualTo("32.00");
        works.act(order, "complete").is(200);
        Api.Answer closed = works.act(order, "close").is(200);
        assertThat(closed.text("/variances/rate/amount")).isEqualTo("2.00");
        assertThat(balanceOf("WORK_IN_PROGRESS")).isEqualTo("0.00");
        assertBooksAreRight();
    }

    private static UUID supplierOf(UUID item) {
        UUID supplier =
                api().post(PURCHASING + "suppliers", Map.of("name", "Bright Ltd")).is(201).id();
        api().post(
                        PURCHASING + "supplier-items",
                        Map.of(
                                "supplierId",
                                supplier,
                                "itemId",
                                item,
                                "prices",
                                List.of(Map.of("from", "0", "unitPrice", "3.20"))))
                .is(201);
        return supplier;
    }

    private void wantTenTables() {
        api().post(
                        Workshop.API + "demands",
                        Map.of(
                                "itemId", works.table(),
                                "warehouseId", works.warehouse(),
                                "quantity", "10",
                                "neededOn", LocalDate.now(ZoneOffset.UTC).plusDays(20).toString()))
                .is(201);
    }

    /** 40 legs at 2.50 and three hours at 40 are 220, so 22 a frame. */
    private void makeTenFramesOfWhichOneIsSpoilt(UUID frames) {
        works.act(frames, "release").is(200);
        works.act(frames, "issue").is(201);
        works.bookTime(frames, "3").is(201);
        assertThat(works.see(frames).text("/workInProgress/amount")).isEqualTo("220.00");
        works.receive(frames, "6", "0").is(201);
        assertThat(works.see(frames).text("/workInProgress/amount")).isEqualTo("88.00");
        assertThat(balanceOf("WORK_IN_PROGRESS")).isEqualTo("88.00");
        works.receive(frames, "3", "1").is(201);
        assertThat(balanceOf("PRODUCTION_SCRAP")).isEqualTo("22.00");
        assertThat(balanceOf("WORK_IN_PROGRESS")).isEqualTo("0.00");
        works.act(frames, "complete").is(200);
        assertThat(works.act(frames, "close").is(200).text("/state")).isEqualTo("CLOSED");
    }

    /** Planned were 10 for legs and three quarters of an hour; an hour was worked. */
    private void makeAnotherFrameInAHurry() {
        UUID more = works.released(works.frame(), "1");
        works.act(more, "issue").is(201);
        works.bookTime(more, "1").is(201);
        works.receive(more, "1", "0").is(201);
        works.act(more, "complete").is(200);
        Api.Answer hurried = works.act(more, "close").is(200);
        assertThat(hurried.text("/variances/usage/amount")).isEqualTo("10.00");
        assertThat(balanceOf("USAGE_VARIANCE")).isEqualTo("10.00");
    }

    /** A frame, a top and the bench for each; an eleventh top at 40 is lost on the way. */
    private void makeTenTablesAndSpoilATop(UUID tables) {
        works.act(tables, "release").is(200);
        works.act(tables, "issue").is(201);
        UUID tops = UUID.fromString(works.see(tables).text("/components/1/id"));
        works.act(
                        tables,
                        "issue",
                        Map.of("lines", List.of(Map.of("componentId", tops, "quantity", "1"))))
                .is(201);
        works.bookTime(tables, "3").is(201);
        works.receive(tables, "10", "0").is(201);
        works.act(tables, "complete").is(200);
        Api.Answer settled = works.act(tables, "close").is(200);
        assertThat(settled.text("/variances/usage/amount")).isEqualTo("40.00");
        assertThat(settled.text("/workInProgress/amount")).isEqualTo("0.00");
    }

    /** A run over the works, which the job does within seconds. */
    private static UUID planned(Workshop works) throws InterruptedException {
        UUID run =
                api().post(Workshop.API + "planning-runs", Map.of("warehouseId", works.warehouse()))
                        .is(201)
                        .id();
        String state = "QUEUED";
        for (int look = 0; look < 300 && !state.equals("DONE"); look++) {
            Thread.sleep(200);
            state = api().get(Workshop.API + "planning-runs/" + run).is(200).text("/state");
        }
        assertThat(state).isEqualTo("DONE");
        return run;
    }

    /** The work order that was made of what the run proposes of an item. */
    private static UUID firmed(UUID run, UUID item) {
        String proposals = Workshop.API + "planning-runs/" + run + "/planned-orders?itemId=" + item;
        String id = api().get(proposals).is(200).text("/items/0/id");
        return UUID.fromString(
                api().post(Workshop.API + "planned-orders/" + id + "/firm", Map.of())
                        .is(200)
                        .text("/workOrderId"));
    }

    /** What the account of that role has in debit, less in credit. */
    private static String balanceOf(String role) {
        return balance(
                api().get("/api/v1/finance/accounts?role=" + role).is(200).text("/items/0/code"));
    }
}

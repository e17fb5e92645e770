package erp.production;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.UUID;

/** The life of work orders and what is posted to them. At the end every invariant holds. */
class WorkOrdersIT {
    private static final String WIP = "/workInProgress/amount";

    private static Plant plant;

    private UUID bolt;
    private UUID board;
    private UUID shelf;
    private UUID centre;

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

    /** A shelf of 8 bolts at 0.50 and 2 boards at 12, an hour and a quarter for each. */
    @BeforeEach
    void a_shelf() {
        plant.open();
        bolt = plant.stocked("BOLT", "1000", "0.50");
        board = plant.stocked("BOARD", "100", "12");
        shelf = plant.item("SHELF");
        centre = plant.centre("BENCH");
        plant.bill(
                shelf,
                Plant.json(",'routingId':'%s'", plant.routing("R", centre)),
                Plant.part(bolt, "8"),
                Plant.part(board, "2"));
    }

    @Test
    void what_is_made_as_planned_leaves_nothing_in_progress_and_no_variance() {
        UUID order = plant.released(shelf, "10", "");
        assertThat(plant.see(order).text("/plannedCost/amount")).isEqualTo("455.00");
        assertThat(plant.stockOf(bolt)).isEqualTo("1000 80");
        Http.Response issue = plant.act(order, "issue").expect(201);
        assertThat(issue.text("/workInProgress/amount")).isEqualTo("280.00");
        assertThat(plant.stockOf(bolt)).isEqualTo("920 0");
        book(order, "3.5").expect(201);
        assertThat(plant.account("WORK_IN_PROGRESS")).isEqualTo("455.00");
        assertThat(plant.account("LABOUR_ABSORBED")).isEqualTo("-105.00");
        assertThat(plant.account("OVERHEAD_ABSORBED")).isEqualTo("-70.00");
        plant.act(order, "receive").expect(201);
        assertThat(plant.account("WORK_IN_PROGRESS")).isEqualTo("0.00");
        assertThat(plant.stockOf(shelf)).isEqualTo("10 0");
        plant.act(order, "complete").expect(200);
        Http.Response closed = plant.act(order, "close").expect(200);
        assertThat(closed.text("/state")).isEqualTo("CLOSED");
        assertThat(closed.text("/variances/usage/amount")).isEqualTo("0.00");
        assertThat(closed.text("/variances/method/amount")).isEqualTo("0.00");
        plant.act(order, "issue").expect(409);
        assertThat(book(order, "1").expect(409).code()).isEqualTo("production.ORDER_STATE");
    }

    @Test
    void parts_scrap_and_more_than_planned_become_variances_that_sum_to_what_was_left() {
        UUID order = plant.released(shelf, "10", "");
        plant.act(order, "issue").expect(201);
        UUID boards = component(order, 1);
        plant.act(order, "issue", "{'lines':[{'componentId':'%s','quantity':'1'}]}", boards)
                .expect(201);
        plant.act(
                        order,
                        "issue",
                        "{'lines':[{'itemId':'%s','quantity':'2'}]}",
                        plant.stocked("GLUE", "5", "3"))
                .expect(201);
        plant.http
                .with("If-Match", "\"0\"")
                .put(Plant.API + "work-centres/" + centre, Plant.centreBody("BENCH", "36", "20"))
                .expect(200);
        book(order, "4").expect(201);
        UUID output = plant.see(order).uuid("/outputs/0/id");
        receive(order, output, "6", "0").expect(201);
        receive(order, output, "3", "1").expect(201);
        assertThat(plant.account("PRODUCTION_SCRAP")).isEqualTo("45.50");
        plant.act(order, "complete").expect(200);
        Http.Response closed = plant.act(order, "close").expect(200);
        // A board more at 12, half an hour more at 50; 6 more for each of 4 hours; glue.
        assertThat(closed.text("/variances/usage/amount")).isEqualTo("37.00");
        assertThat(closed.text("/variances/rate/amount")).isEqualTo("24.00");
        assertThat(closed.text("/variances/method/amount")).isEqualTo("6.00");
        assertThat(plant.account("WORK_IN_PROGRESS")).isEqualTo("0.00");
        assertThat(plant.account("USAGE_VARIANCE")).isEqualTo("37.00");
    }

    @Test
    void receipts_issue_by_themselves_what_is_back_flushed() {
        UUID set = plant.item("SET");
        plant.bill(
                set,
                "",
                Plant.json("{'itemId':'%s','quantity':'3','scrap':'0.1','backflush':true}", bolt),
                Plant.part(board, "1"));
        UUID order = plant.released(set, "10", "");
        assertThat(plant.see(order).text("/components/0/planned")).isEqualTo("33");
        plant.act(order, "issue").expect(201);
        assertThat(plant.stockOf(bolt)).isEqualTo("1000 33");
        UUID output = plant.see(order).uuid("/outputs/0/id");
        receive(order, output, "1", "0").expect(201);
        assertThat(plant.stockOf(bolt)).isEqualTo("996.7 29.7");
        receive(order, output, "9", "0").expect(201);
        assertThat(plant.stockOf(bolt)).isEqualTo("967 0");
        plant.act(order, "complete").expect(200);
        plant.act(order, "close").expect(200);
    }

    @Test
    void by_products_bear_their_share_of_the_cost() {
        UUID dust = plant.item("DUST");
        UUID plank = plant.item("PLANK");
        plant.bill(
                plank,
                Plant.json(
                        ",'byProducts':[{'itemId':'%s','quantity':'0.5','costShare':'0.1'}]", dust),
                Plant.part(board, "1"));
        UUID order = plant.released(plank, "10", "");
        plant.act(order, "issue").expect(201);
        plant.act(order, "receive").expect(201);
        Http.Response seen = plant.see(order);
        assertThat(seen.text("/outputs/0/creditedValue/amount")).isEqualTo("108.00");
        assertThat(seen.text("/outputs/1/received")).isEqualTo("5");
        assertThat(seen.text("/outputs/1/creditedValue/amount")).isEqualTo("12.00");
        assertThat(seen.text("/workInProgress/amount")).isEqualTo("0.00");
    }

    @Test
    void an_issue_and_a_receipt_can_be_taken_back_and_the_order_cancelled() {
        UUID order = plant.released(shelf, "10", "");
        UUID issue = plant.act(order, "issue").expect(201).uuid("/id");
        UUID time = book(order, "2").expect(201).uuid("/id");
        UUID output = plant.see(order).uuid("/outputs/0/id");
        UUID receipt = receive(order, output, "2", "1").expect(201).uuid("/id");
        assertThat(plant.act(order, "cancel").expect(409).code())
                .isEqualTo("production.ORDER_STATE");
        for (UUID posting : List.of(receipt, time, issue)) {
            plant.post("postings/" + posting + "/reverse", "").expect(201);
            assertThat(plant.post("postings/" + posting + "/reverse", "").expect(409).code())
                    .isEqualTo("production.ALREADY_REVERSED");
        }
        assertThat(plant.account("WORK_IN_PROGRESS")).isEqualTo("0.00");
        assertThat(plant.account("LABOUR_ABSORBED")).isEqualTo("0.00");
        assertThat(plant.account("PRODUCTION_SCRAP")).isEqualTo("0.00");
        assertThat(plant.stockOf(bolt)).isEqualTo("1000 80");
        assertThat(plant.stockOf(shelf)).isEqualTo("0 0");
        plant.act(order, "cancel").expect(200);
        assertThat(plant.stockOf(bolt)).isEqualTo("1000 0");
    }

    @Test
    void what_comes_out_after_a_reversal_is_worth_what_was_planned() {
        UUID order = plant.released(shelf, "10", "");
        UUID output = plant.see(order).uuid("/outputs/0/id");
        UUID receipt = receive(order, output, "2", "0").expect(201).uuid("/id");
        plant.stock(shelf, "2", "100");
        // Two go out at the average of 72.75.
        assertThat(plant.post("postings/" + receipt + "/reverse", "").expect(201).text(WIP))
                .isEqualTo("145.50");
        assertThat(receive(order, output, "1", "0").expect(201).text(WIP)).isEqualTo("-45.50");
        assertThat(receive(order, output, "0", "1").expect(201).text(WIP)).isEqualTo("-45.50");
        assertThat(plant.account("PRODUCTION_SCRAP")).isEqualTo("45.50");
        plant.act(order, "complete").expect(200);
        plant.act(order, "close").expect(200);
        assertThat(plant.account("WORK_IN_PROGRESS")).isEqualTo("0.00");
        String closing =
                plant.get("work-orders/" + order + "/postings?kind=CLOSE").text("/items/0/id");
        assertThat(plant.get("postings/" + closing + "/history").text("/items/0/action"))
                .isEqualTo("post");
    }

    /** Rework of a crumb with all the gold there is: a million of millions and more for one. */
    @Test
    void one_that_would_cost_more_than_books_hold_is_not_released() {
        UUID gold = plant.stocked("GOLD", "10000", "1000000");
        UUID crumb = plant.stocked("CRUMB", "1", "1");
        UUID order =
                plant.order(
                                crumb,
                                "0.000001",
                                Plant.json(
                                        ",'kind':'REWORK','components':[{'itemId':'%s',"
                                                + "'quantity':'2'}]",
                                        gold))
                        .expect(201)
                        .uuid("/id");
        plant.act(order, "firm").expect(200);
        assertThat(plant.act(order, "release").expect(409).code())
                .isEqualTo("production.COST_LIMIT");
    }

    @Test
    void a_receipt_whose_goods_are_gone_is_not_taken_back() {
        UUID order = plant.released(shelf, "1", "");
        plant.act(order, "issue").expect(201);
        UUID receipt = plant.act(order, "receive").expect(201).uuid("/id");
        plant.adjust(shelf, "-1");
        assertThat(plant.post("postings/" + receipt + "/reverse", "").expect(409).code())
                .isEqualTo("inventory.INSUFFICIENT_STOCK");
    }

    @Test
    void an_order_is_released_only_when_all_its_components_can_be_set_aside() {
        UUID order = plant.order(shelf, "60", "").expect(201).uuid("/id");
        plant.act(order, "firm").expect(200);
        Http.Response looked = plant.get("work-orders/" + order + "/availability");
        assertThat(looked.text("/complete")).isEqualTo("false");
        assertThat(looked.text("/components/1/missing")).isEqualTo("20");
        Http.Response refused = plant.act(order, "release").expect(409);
        assertThat(refused.code()).isEqualTo("inventory.INSUFFICIENT_STOCK");
        assertThat(refused.errors()).containsExactly("/components/1/planned available");
        assertThat(plant.stockOf(bolt)).isEqualTo("1000 0");
        plant.stock(board, "20", "12");
        plant.act(order, "release").expect(200);
    }

    @Test
    void no_more_comes_out_than_planned_and_tolerated() {
        UUID order = plant.released(shelf, "10", ",'tolerance':'0.1'");
        UUID output = plant.see(order).uuid("/outputs/0/id");
        Http.Response refused = receive(order, output, "10", "2").expect(409);
        assertThat(refused.code()).isEqualTo("production.OVER_RECEIPT");
        assertThat(refused.errors()).containsExactly("/lines/0/quantity open");
        receive(order, output, "10", "1").expect(201);
        receive(order, output, "0.000001", "0").expect(409);
    }

    @Test
    void taking_apart_gives_components_back_at_their_share() {
        UUID made = plant.released(shelf, "2", "");
        plant.act(made, "issue").expect(201);
        plant.act(made, "receive").expect(201);
        UUID order = plant.released(shelf, "1", ",'kind':'DISASSEMBLE'");
        plant.act(order, "issue").expect(201);
        plant.act(order, "receive").expect(201);
        Http.Response seen = plant.see(order);
        assertThat(seen.text("/outputs/0/received")).isEqualTo("8");
        assertThat(seen.text("/outputs/1/received")).isEqualTo("2");
        assertThat(seen.text("/workInProgress/amount")).isEqualTo("0.00");
        assertThat(plant.stockOf(shelf)).isEqualTo("1 0");
        assertThat(plant.stockOf(board)).isEqualTo("98 0");
        plant.act(order, "complete").expect(200);
        plant.act(order, "close").expect(200);
    }

    @Test
    void rework_takes_the_item_and_gives_it_back_dearer() {
        UUID made = plant.released(shelf, "2", "");
        plant.act(made, "issue").expect(201);
        plant.act(made, "receive").expect(201);
        UUID order =
                plant.released(
                        shelf,
                        "1",
                        Plant.json(
                                ",'kind':'REWORK','components':[{'itemId':'%s','quantity':'4'}]",
                                bolt));
        plant.act(order, "issue").expect(201);
        plant.act(order, "receive").expect(201);
        assertThat(plant.stockOf(shelf)).isEqualTo("2 0");
        assertThat(plant.see(order).text("/outputs/0/creditedValue/amount")).isEqualTo("67.50");
    }

    @Test
    void a_planned_order_is_changed_under_its_version_and_a_firm_one_is_not() {
        Http.Response order = plant.order(shelf, "10", "").expect(201);
        String path = Plant.API + "work-orders/" + order.text("/id");
        String body =
                Plant.json(
                        "{'itemId':'%s','warehouseId':'%s','quantity':'4','dueDate':'2026-12-01'}",
                        shelf, plant.warehouse);
        plant.http.put(path, body).expect(428);
        plant.http.with("If-Match", "\"7\"").put(path, body).expect(412);
        Http.Response changed = plant.http.with("If-Match", "\"0\"").put(path, body).expect(200);
        assertThat(changed.text("/components/0/planned")).isEqualTo("32");
        plant.act(order.uuid("/id"), "firm").expect(200);
        plant.http.with("If-Match", "*").put(path, body).expect(409);
        assertThat(plant.get("work-orders/" + order.text("/id") + "/history").json().at("/items"))
                .hasSize(3);
    }

    @Test
    void a_dry_run_tells_what_a_posting_would_come_to_and_leaves_nothing() {
        UUID order = plant.released(shelf, "10", "");
        Http.Response tried = plant.act(order, "issue?dryRun=true").expect(201);
        assertThat(tried.text("/workInProgress/amount")).isEqualTo("280.00");
        assertThat(plant.stockOf(bolt)).isEqualTo("1000 80");
        assertThat(plant.see(order).text("/state")).isEqualTo("RELEASED");
    }

    @Test
    void many_who_issue_to_one_order_get_what_there_is_and_no_more() throws Exception {
        UUID order = plant.released(shelf, "10", "");
        UUID boards = component(order, 1);
        List<Http.Response> answers =
                Together.run(
                        32,
                        _ ->
                                plant.act(
                                        order,
                                        "issue",
                                        "{'lines':[{'componentId':'%s','quantity':'7'}]}",
                                        boards));
        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(14);
        assertThat(answers.stream().filter(answer -> answer.status() != 201))
                .allSatisfy(
                        answer ->
                                assertThat(answer.code())
                                        .isEqualTo("inventory.INSUFFICIENT_STOCK"));
        assertThat(plant.stockOf(board)).isEqualTo("2 0");
    }

    private Http.Response book(UUID order, String hours) {
        return plant.act(
                order,
                "book-time",
                "{'lines':[{'operationId':'%s','hours':'%s'}]}",
                plant.see(order).text("/operations/0/id"),
                hours);
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

    private static UUID component(UUID order, int index) {
        return plant.see(order).uuid("/components/" + index + "/id");
    }
}

package erp.production;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Actor;
import erp.core.Caller;
import erp.core.Http;
import erp.core.TestServer;
import erp.inventory.stock.Tracing;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Where the goods of work orders come from and go. */
class GenealogyIT {
    private static Plant plant;

    private UUID bolt;
    private UUID frame;
    private UUID shelf;
    private final Map<String, String> names = new HashMap<>();

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

    /** A shelf of two frames, a frame of four bolts. */
    @BeforeEach
    void a_shelf() {
        plant.open();
        bolt = plant.stocked("BOLT", "100", "0.50");
        frame = plant.item("FRAME");
        shelf = plant.item("SHELF");
        plant.bill(frame, "", Plant.part(bolt, "4"));
        plant.bill(shelf, "", Plant.part(frame, "2"));
        names.put(bolt.toString(), "bolt");
        names.put(frame.toString(), "frame");
        names.put(shelf.toString(), "shelf");
    }

    @Test
    void what_came_in_first_went_first_and_both_directions_say_the_same() {
        UUID first = made("F1", frame, "5");
        UUID second = made("F2", frame, "5");
        UUID third = made("F3", frame, "1");
        UUID shelves = made("S1", shelf, "3");
        UUID more = made("S2", shelf, "2");
        plant.adjust(shelf, "-4");
        assertThat(links(shelves, "direction=UPSTREAM"))
                .containsExactlyInAnyOrder(
                        "1 5 frame F1 S1",
                        "1 1 frame F2 S1",
                        "2 20 bolt receipt F1",
                        "2 20 bolt receipt F2");
        assertThat(links(second, "direction=DOWNSTREAM"))
                .containsExactlyInAnyOrder(
                        "1 1 frame F2 S1",
                        "1 4 frame F2 S2",
                        "2 3 shelf S1 adjustment",
                        "2 1 shelf S2 adjustment");
        assertThat(links(third, "direction=DOWNSTREAM")).isEmpty();
        assertThat(links(first, "")).containsExactly("1 20 bolt receipt F1");
        assertThat(plant.get(path(more, "")).text("/complete")).isEqualTo("true");
        assertThat(plant.get(path(more, "levels=1")).text("/complete")).isEqualTo("false");
        assertThat(links(more, "levels=1")).containsExactly("1 4 frame F2 S2");
        Http.Response far = plant.http.get(Plant.API + path(more, "levels=21")).expect(422);
        assertThat(far.errors()).containsExactly("?levels range");
        plant.open();
        assertThat(plant.http.get(Plant.API + path(more, "")).expect(404).code())
                .isEqualTo("production.ORDER_NOT_FOUND");
    }

    /** Three of the first order are taken to mend them and brought back: nothing has happened. */
    @Test
    void what_was_taken_back_counts_for_nothing_and_rework_is_followed() {
        UUID lost = plant.released(frame, "1", "");
        plant.act(lost, "issue").expect(201);
        UUID receipt = plant.act(lost, "receive").expect(201).uuid("/id");
        made("F1", frame, "5");
        UUID mended = plant.released(frame, "3", ",\"kind\":\"REWORK\"");
        name(mended, "R");
        UUID issue = plant.act(mended, "issue").expect(201).uuid("/id");
        plant.post("postings/" + issue + "/reverse", "").expect(201);
        plant.post("postings/" + receipt + "/reverse", "").expect(201);
        plant.act(mended, "cancel").expect(200);
        UUID shelves = made("S", shelf, "2");
        assertThat(links(shelves, ""))
                .containsExactlyInAnyOrder("1 4 frame F1 S", "2 20 bolt receipt F1");
        UUID again = plant.released(frame, "1", ",\"kind\":\"REWORK\"");
        name(again, "R");
        plant.act(again, "issue").expect(201);
        plant.act(again, "receive").expect(201);
        assertThat(links(again, ""))
                .containsExactlyInAnyOrder("1 1 frame F1 R", "2 20 bolt receipt F1");
    }

    /** Bolts came and went by five moves, frames by four. */
    @Test
    void an_item_of_more_moves_than_may_be_read_is_left_out_and_that_is_said() {
        made("F1", frame, "5");
        made("F2", frame, "5");
        made("F3", frame, "1");
        UUID shelves = issued(shelf);
        UUID frames = issued(frame);
        assertThat(traced(9, 2, shelves, frames)).isEqualTo("bolt 4, frame 2, true");
        assertThat(traced(8, 2, shelves, frames)).isEqualTo("bolt 4, false");
        assertThat(traced(4, 2, shelves, frames)).isEqualTo("frame 2, false");
        assertThat(traced(9, 1, shelves, frames)).isEqualTo("bolt 4, false");
    }

    private UUID issued(UUID item) {
        return plant.act(plant.released(item, "1", ""), "issue").expect(201).uuid("/id");
    }

    private String traced(int mostMoves, int mostLegs, UUID... takers) {
        Actor actor = new Actor(TestServer.USER, "tester", Set.of("*"));
        return plant.server
                .db()
                .read(
                        new Caller(actor, plant.company, "test"),
                        tx -> {
                            Tracing tracing = new Tracing(tx, "1 = 1", mostMoves, mostLegs);
                            StringBuilder told = new StringBuilder();
                            tracing.sources(List.of(takers))
                                    .forEach(
                                            it ->
                                                    told.append(
                                                                    names.get(
                                                                            it.item()
                                                                                    .value()
                                                                                    .toString()))
                                                            .append(' ')
                                                            .append(
                                                                    it.quantity()
                                                                            .value()
                                                                            .intValueExact())
                                                            .append(", "));
                            return told.append(tracing.isComplete()).toString();
                        });
    }

    private UUID made(String name, UUID item, String quantity) {
        UUID order = plant.released(item, quantity, "");
        plant.act(order, "issue").expect(201);
        plant.act(order, "receive").expect(201);
        name(order, name);
        return order;
    }

    private void name(UUID order, String name) {
        names.put(plant.see(order).text("/number"), name);
    }

    private static String path(UUID order, String query) {
        return "work-orders/" + order + "/genealogy?" + query;
    }

    /** Level, quantity, item, from, to. */
    private List<String> links(UUID order, String query) {
        List<String> told = new ArrayList<>();
        plant.get(path(order, query))
                .json()
                .at("/links")
                .forEach(
                        it ->
                                told.add(
                                        "%s %s %s %s %s"
                                                .formatted(
                                                        it.at("/level").asString(),
                                                        it.at("/quantity").asString(),
                                                        names.get(it.at("/itemId").asString()),
                                                        party(it.at("/from")),
                                                        party(it.at("/to")))));
        return told;
    }

    private String party(JsonNode party) {
        String type = party.at("/type").asString();
        return type.equals("production.work-order")
                ? names.get(party.at("/number").asString())
                : type.substring(type.lastIndexOf('.') + 1);
    }
}

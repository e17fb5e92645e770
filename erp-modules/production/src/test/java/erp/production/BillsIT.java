package erp.production;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Bills of material: versions, cycles, what they come to. */
class BillsIT {
    private static Plant plant;

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

    @BeforeEach
    void empty() {
        plant.open();
    }

    @Test
    void an_item_never_goes_into_itself_however_long_the_way() {
        List<UUID> items = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            items.add(plant.item("I" + i));
        }
        Http.Response own =
                plant.draftBill(items.getFirst(), "", Plant.part(items.getFirst(), "1"));
        assertThat(own.expect(422).errors()).containsExactly("/components/0/itemId cycle");
        plant.bill(items.get(2), "", Plant.part(items.get(3), "1"));
        plant.bill(items.get(1), "", Plant.part(items.get(2), "1"));
        plant.bill(items.get(0), "", Plant.part(items.get(1), "1"));
        Http.Response refused =
                plant.draftBill(items.get(3), "", Plant.part(items.get(0), "1")).expect(409);
        assertThat(refused.code()).isEqualTo("production.BILL_CYCLE");
        assertThat(refused.text("/errors/0/message")).contains("I3 > I0 > I1 > I2 > I3");
    }

    @Test
    void two_bills_that_make_a_cycle_only_together_do_not_both_become_active() throws Exception {
        for (int round = 0; round < 4; round++) {
            UUID one = plant.item("ONE" + round);
            UUID two = plant.item("TWO" + round);
            List<UUID> drafts =
                    List.of(
                            plant.draftBill(one, "", Plant.part(two, "1")).expect(201).uuid("/id"),
                            plant.draftBill(two, "", Plant.part(one, "1")).expect(201).uuid("/id"));
            List<Integer> statuses =
                    Together.run(
                            2,
                            i -> plant.post("bills/" + drafts.get(i) + "/activate", "").status());
            assertThat(statuses).containsExactlyInAnyOrder(200, 409);
        }
    }

    @Test
    void versions_of_an_item_follow_each_other_and_never_overlap() {
        UUID bolt = plant.item("BOLT");
        UUID shelf = plant.item("SHELF");
        UUID first = plant.bill(shelf, "", Plant.part(bolt, "8"));
        UUID second = plant.draftBill(shelf, "", Plant.part(bolt, "6")).expect(201).uuid("/id");
        Http.Response refused =
                plant.post("bills/" + second + "/activate", "{'validFrom':'2026-12-01'}")
                        .expect(409);
        assertThat(refused.code()).isEqualTo("production.BILL_OVERLAP");
        assertThat(refused.errors()).containsExactly("/validFrom overlap");
        plant.post("bills/" + first + "/end", "{'validTo':'2026-11-30'}").expect(200);
        plant.post("bills/" + second + "/activate", "{'validFrom':'2026-12-01'}").expect(200);
        plant.post("bills/" + first + "/end", "{'validTo':'2026-12-01'}").expect(409);
        assertThat(explosion(shelf, "2026-11-30").text("/lines/0/quantity")).isEqualTo("8");
        assertThat(explosion(shelf, "2026-12-01").text("/lines/0/quantity")).isEqualTo("6");
        assertThat(plant.get("bills?validOn=2026-12-01&itemId=" + shelf).text("/items/0/versionNo"))
                .isEqualTo("2");
        plant.http
                .with("If-Match", "*")
                .put(
                        Plant.API + "bills/" + second,
                        Plant.json(
                                "{'itemId':'%s','components':[%s]}", shelf, Plant.part(bolt, "1")))
                .expect(409);
    }

    @Test
    void a_structure_is_seen_from_above_and_from_below_and_costs_what_its_parts_do() {
        UUID bolt = plant.stocked("BOLT", "1000", "0.50");
        UUID kit = plant.item("KIT");
        UUID frame = plant.item("FRAME");
        UUID shelf = plant.item("SHELF");
        plant.bill(kit, ",\"phantom\":true", Plant.part(bolt, "4"));
        plant.bill(
                frame,
                Plant.json(",'routingId':'%s'", plant.routing("R", plant.centre("C"))),
                Plant.part(kit, "2"));
        plant.bill(
                shelf,
                "",
                Plant.part(frame, "3"),
                Plant.json("{'itemId':'%s','quantity':'10','scrap':'0.05'}", bolt));
        Http.Response seen = explosion(shelf, "2026-11-24");
        assertThat(seen.json().at("/lines").findValuesAsString("level"))
                .containsExactly("1", "2", "3", "1");
        assertThat(seen.json().at("/lines").findValuesAsString("quantity"))
                .containsExactly("3", "6", "24", "10.5");
        Http.Response used = plant.get("items/" + bolt + "/where-used");
        assertThat(used.json().at("/uses").findValuesAsString("itemId"))
                .containsExactlyInAnyOrder(
                        kit.toString(), shelf.toString(), frame.toString(), shelf.toString());
        // A frame: 8 bolts and 1.25 hours at 50. A shelf: three frames and 10.5 bolts.
        assertThat(plant.get("items/" + frame + "/cost").text("/total")).isEqualTo("66.5");
        assertThat(plant.get("items/" + shelf + "/cost").text("/total")).isEqualTo("204.75");
        plant.post(
                        "item-plans",
                        "{'itemId':'%s','lotSizing':'LOT_FOR_LOT','leadTimeDays':2,"
                                + "'standardCost':'60'}",
                        frame)
                .expect(201);
        assertThat(plant.get("items/" + shelf + "/cost").text("/components/0/source"))
                .isEqualTo("STANDARD");
        assertThat(plant.get("items/" + shelf + "/cost").text("/total")).isEqualTo("185.25");
        UUID order = plant.order(frame, "2", "").expect(201).uuid("/id");
        assertThat(plant.see(order).json().at("/components").findValuesAsString("itemId"))
                .containsExactly(bolt.toString());
    }

    @Test
    void what_nobody_could_tell_is_refused() {
        UUID grain = plant.stocked("GRAIN", "1", "1000000");
        UUID sack = plant.item("SACK");
        UUID ship = plant.item("SHIP");
        UUID draft =
                plant.draftBill(sack, ",\"quantity\":\"0.000001\"", Plant.part(grain, "1000000"))
                        .expect(201)
                        .uuid("/id");
        assertThat(plant.post("bills/" + draft + "/activate", "").expect(409).code())
                .isEqualTo("production.BILL_TOO_LARGE");
        plant.bill(sack, "", Plant.part(grain, "10000000"));
        plant.bill(ship, "", Plant.part(sack, "1000000"));
        for (String what : List.of(ship + "/explosion", sack + "/cost", ship + "/cost")) {
            Http.Response refused = plant.http.get(Plant.API + "items/" + what).expect(409);
            assertThat(refused.code())
                    .isEqualTo(
                            what.endsWith("cost")
                                    ? "production.COST_LIMIT"
                                    : "production.BILL_TOO_LARGE");
        }
        plant.get("items/" + grain + "/where-used");
    }

    @Test
    void levels_that_have_ended_do_not_count() {
        List<UUID> items = new ArrayList<>();
        List<UUID> bills = new ArrayList<>();
        for (int i = 0; i < 52; i++) {
            items.add(plant.item("L" + i));
        }
        for (int i = 0; i < 50; i++) {
            bills.add(plant.bill(items.get(i), "", Plant.part(items.get(i + 1), "1")));
        }
        String part = Plant.part(items.get(51), "1");
        assertThat(plant.draftBill(items.get(50), "", part).expect(409).code())
                .isEqualTo("production.BILL_TOO_LARGE");
        plant.post("bills/" + bills.get(10) + "/end", "{'validTo':'2026-11-01'}").expect(200);
        plant.bill(items.get(50), "", part);
    }

    @Test
    void what_is_wrong_is_refused_by_its_field() {
        UUID bolt = plant.item("BOLT");
        UUID shelf = plant.item("SHELF");
        assertThat(plant.draftBill(shelf, "", Plant.part(UUID.randomUUID(), "1")).errors())
                .containsExactly("/components/0/itemId unknown");
        assertThat(
                        plant.draftBill(shelf, "", Plant.part(bolt, "1"), Plant.part(bolt, "2"))
                                .errors())
                .containsExactly("/components/1/itemId duplicate");
        assertThat(
                        plant.draftBill(
                                        shelf,
                                        Plant.json(",'routingId':'%s'", UUID.randomUUID()),
                                        Plant.part(bolt, "1"))
                                .errors())
                .containsExactly("/routingId unknown");
        assertThat(
                        plant.draftBill(
                                        shelf,
                                        Plant.json(
                                                ",'byProducts':[{'itemId':'%s','quantity':'1',"
                                                        + "'costShare':'1'}]",
                                                bolt),
                                        Plant.part(bolt, "1"))
                                .errors())
                .containsExactly("/byProducts/0/costShare range");
        assertThat(plant.order(bolt, "1", "").expect(422).errors()).containsExactly("/itemId bill");
        plant.centre("C");
        assertThat(plant.post("work-centres", Plant.centreBody("C", "1", "1")).code())
                .isEqualTo("production.WORK_CENTRE_EXISTS");
        assertThat(
                        plant.post(
                                        "item-plans",
                                        "{'itemId':'%s','lotSizing':'FIXED','leadTimeDays':1}",
                                        bolt)
                                .errors())
                .containsExactly("/fixedQuantity oneOf");
        for (String member : List.of("fixedQuantity", "minimumQuantity", "multipleQuantity")) {
            assertThat(
                            plant.post(
                                            "item-plans",
                                            "{'itemId':'%s','lotSizing':'LOT_FOR_LOT',"
                                                    + "'leadTimeDays':1,'%s':'1'}",
                                            bolt,
                                            member)
                                    .errors())
                    .containsExactly("/" + member + " unused");
        }
        String id = bolt.toString();
        assertThat(plant.order(bolt, "1", Plant.json(",'routingId':'%s'", id)).errors())
                .containsExactly("/routingId unused");
        assertThat(plant.order(bolt, "1", ",\"components\":[]").errors())
                .containsExactly("/components unused");
        assertThat(
                        plant.order(bolt, "1", Plant.json(",'kind':'REWORK','billId':'%s'", id))
                                .errors())
                .containsExactly("/billId unused");
    }

    private static Http.Response explosion(UUID item, String date) {
        return plant.get("items/" + item + "/explosion?date=" + date);
    }
}

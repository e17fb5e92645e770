package erp.production;

import static org.assertj.core.api.Assertions.assertThat;

import erp.migrations.PlantedFaults;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;

/**
 * Each check finds what it is for: a fault is planted in a transaction that is rolled back, and the
 * check, which was silent before, speaks.
 */
class ChecksIT {
    private static final List<String> NETS =
            List.of(
                    "production_order drop constraint ck_production_order_settled",
                    "production_order drop constraint ck_production_order_closed");

    private static Plant plant;

    @BeforeAll
    static void a_busy_plant_without_its_nets() throws SQLException {
        plant = new Plant();
        UUID bolt = plant.stocked("BOLT", "1000", "0.37");
        UUID frame = plant.item("FRAME");
        UUID shelf = plant.item("SHELF");
        String routed = Plant.json(",'routingId':'%s'", plant.routing("R", plant.centre("C")));
        plant.bill(frame, routed, Plant.part(bolt, "3"));
        UUID first = plant.bill(shelf, routed, Plant.part(frame, "1"));
        plant.post("bills/" + first + "/end", "{'validTo':'2027-12-31'}").expect(200);
        UUID second =
                plant.draftBill(shelf, routed, Plant.part(frame, "2")).expect(201).uuid("/id");
        plant.post("bills/" + second + "/activate", "{'validFrom':'2028-01-01'}").expect(200);
        work(plant.released(frame, "7", ""), true);
        work(plant.released(frame, "5", ""), false);
        plant.released(frame, "2", "");
        plant.order(frame, "1", "").expect(201);
        plant.post(
                        "item-plans",
                        "{'itemId':'%s','lotSizing':'FIXED','fixedQuantity':'4','leadTimeDays':1}",
                        frame)
                .expect(201);
        plant.post(
                        "demands",
                        "{'itemId':'%s','warehouseId':'%s','quantity':'9',"
                                + "'neededOn':'2026-11-24'}",
                        shelf,
                        plant.warehouse)
                .expect(201);
        plant.post("planning-runs", "{'warehouseId':'%s'}", plant.warehouse).expect(201);
        plant.plan();
        try (Connection connection = plant.server.schema().administrator().connect();
                Statement statement = connection.createStatement()) {
            for (String net : NETS) {
                statement.execute("alter table " + net);
            }
        }
    }

    /** Goods and hours go in, goods and scrap come out. */
    private static void work(UUID order, boolean settled) {
        UUID issue = plant.act(order, "issue").expect(201).uuid("/id");
        plant.post("postings/" + issue + "/reverse", "").expect(201);
        plant.act(order, "issue").expect(201);
        plant.act(
                        order,
                        "book-time",
                        "{'lines':[{'operationId':'%s','hours':'1.5'}]}",
                        plant.see(order).text("/operations/0/id"))
                .expect(201);
        plant.act(
                        order,
                        "receive",
                        "{'lines':[{'outputId':'%s','quantity':'3','scrapped':'1'}]}",
                        plant.see(order).text("/outputs/0/id"))
                .expect(201);
        if (settled) {
            plant.act(order, "complete").expect(200);
            plant.act(order, "close").expect(200);
        }
    }

    @AfterAll
    static void close() {
        plant.close();
    }

    @Test
    void nothing_is_found_where_nothing_is_wrong() {
        assertThat(plant.broken()).isEmpty();
    }

    @ParameterizedTest(name = "{0} finds: {1}")
    @CsvFileSource(resources = "planted-faults.txt", delimiter = '|')
    void a_planted_fault_is_found(String check, String fault) throws Exception {
        PlantedFaults.assertFound(plant.server.schema(), check, fault);
    }
}

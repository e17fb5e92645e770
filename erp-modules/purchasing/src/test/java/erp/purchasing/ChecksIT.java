package erp.purchasing;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;
import erp.migrations.PlantedFaults;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Each check finds what it is for: a fault is planted in a transaction that is rolled back, and the
 * check, which was silent before, speaks.
 */
class ChecksIT {
    private static final String NETS =
            """
            select concat('alter table ', table_name, ' drop constraint ', constraint_name)
            from information_schema.table_constraints
            where table_schema = database() and constraint_type = 'CHECK'
              and (table_name like 'purchasing%' or table_name like 'finance_payment%')\
            """;

    private static Yard yard;

    @BeforeAll
    static void a_busy_yard_without_its_nets() throws SQLException {
        yard = new Yard();
        UUID order = yard.confirmed(yard.bolt, "10", "2.50", yard.nut, "4", "1.10");
        Http.Response receipt = yard.receive(order, 0, "6", 1, "4").expect(201);
        String bolts = yard.line(order, 0);
        yard.invoice("R-1", "20.28", bolts, "5", "2.5", yard.line(order, 1), "4", "1.1")
                .expect(201);
        UUID blocked = yard.invoice("R-2", "15.00", bolts, "5", "2.5").expect(201).uuid("/id");
        yard.actOnInvoice(yard.chief, blocked, "release").expect(200);
        yard.invoice("R-3", "30.00", bolts, "10", "2.5").expect(201);
        yard.sendBack(receipt, 0, "2").expect(201);
        yard.sendBack(receipt, 1, "1").expect(201);
        yard.draft(yard.bolt, "1", "1").expect(201);
        calledOff();
        Http.Response run =
                yard.buyer
                        .once()
                        .post("/api/v1/finance/payment-runs", "{\"dueBy\":\"2099-01-01\"}")
                        .expect(201);
        yard.chief
                .once()
                .with("If-Match", "\"0\"")
                .post("/api/v1/finance/payment-runs/" + run.text("/id") + "/release")
                .expect(200);
        yard.sendBack(receipt, 0, "1").expect(201);
        try (Connection connection = yard.server.schema().administrator().connect();
                Statement statement = connection.createStatement()) {
            List<String> nets = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(NETS)) {
                while (rows.next()) {
                    nets.add(rows.getString(1));
                }
            }
            for (String net : nets) {
                statement.execute(net);
            }
        }
    }

    /** A part of a blanket order. */
    private static void calledOff() {
        UUID agreed =
                yard.buyer
                        .once()
                        .post(
                                Yard.BASE + "blanket-orders",
                                """
                                {"supplierId":"%s","validFrom":"%s","validUntil":"%s",
                                 "lines":[{"itemId":"%s","quantity":"9","unitPrice":"1"}]}
                                """
                                        .formatted(
                                                yard.supplier, yard.in(0), yard.in(1), yard.bolt))
                        .expect(201)
                        .uuid("/id");
        yard.buyer
                .once()
                .post(
                        Yard.BASE + "blanket-orders/" + agreed + "/call-off",
                        """
                        {"warehouseId":"%s","lines":[{"itemId":"%s","quantity":"4"}]}
                        """
                                .formatted(yard.warehouse, yard.bolt))
                .expect(201);
    }

    @AfterAll
    static void close() {
        try {
            assertThat(yard.broken()).isEmpty();
        } finally {
            yard.close();
        }
    }

    @Test
    void nothing_is_found_where_nothing_is_wrong() {
        assertThat(yard.broken()).isEmpty();
    }

    @ParameterizedTest(name = "{0} finds: {1}")
    @CsvFileSource(resources = "planted-faults.txt", delimiter = '|')
    void a_planted_fault_is_found(String check, String fault) throws Exception {
        PlantedFaults.assertFound(yard.server.schema(), check, fault);
    }
}

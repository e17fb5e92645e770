package erp.sales;

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
                    "inventory_balance drop constraint ck_inventory_balance_bounds",
                    "inventory_layer drop constraint ck_inventory_layer_bounds",
                    "inventory_move drop constraint ck_inventory_move_quantity",
                    "sales_order drop constraint ck_sales_order_total",
                    "sales_order_line drop constraint ck_sales_order_line_chain",
                    "sales_invoice drop constraint ck_sales_invoice_total");

    private static Shop shop;

    @BeforeAll
    static void a_busy_shop_without_its_nets() throws SQLException {
        shop = new Shop();
        UUID bolt = shop.stocked("CHK-1", "100", "2.37");
        UUID nut = shop.stocked("CHK-2", "50", "0.11");
        UUID part = shop.confirmed(bolt, "10", "5.00", nut, "4", "2.25");
        shop.deliver(part, shop.line(part, 0), "3").expect(201);
        shop.act(part, "invoice").expect(201);
        UUID whole = shop.delivered(bolt, "5", "3.33", nut, "1", "1.11");
        shop.act(whole, "invoice").expect(201);
        String mixed =
                shop.orderBody(shop.customer, bolt, "3", "0.33", nut, "2", "0.77")
                        .replaceFirst("\"0.77\"", "\"0.77\",\"taxCode\":\"ZERO\"");
        UUID pieces = shop.http.once().post("/api/v1/sales/orders", mixed).expect(201).uuid("/id");
        shop.act(pieces, "confirm").expect(200);
        for (int piece = 0; piece < 2; piece++) {
            shop.deliver(pieces, shop.line(pieces, 0), "1").expect(201);
            shop.act(pieces, "invoice").expect(201);
        }
        shop.act(pieces, "deliver").expect(201);
        shop.act(pieces, "invoice").expect(201);
        shop.act(shop.confirmed(bolt, "7", "1"), "cancel").expect(200);
        UUID shortened = shop.confirmed(bolt, "3", "0.33", nut, "2", "0.77");
        shop.deliver(shortened, shop.line(shortened, 0), "2").expect(201);
        shop.act(shortened, "close").expect(200);
        shop.act(shortened, "invoice").expect(201);
        shop.draft(nut, "1", "1");
        String quotations = "/api/v1/sales/quotations";
        UUID quoted = shop.http.post(quotations, mixed).expect(201).uuid("/id");
        shop.http.post(quotations + "/" + quoted + "/send").expect(200);
        shop.http.once().post(quotations + "/" + quoted + "/order").expect(200);
        try (Connection connection = shop.server.schema().administrator().connect();
                Statement statement = connection.createStatement()) {
            for (String net : NETS) {
                statement.execute("alter table " + net);
            }
        }
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    @Test
    void nothing_is_found_where_nothing_is_wrong() {
        assertThat(Checks.broken(shop)).isEmpty();
    }

    @ParameterizedTest(name = "{0} finds: {1}")
    @CsvFileSource(resources = "planted-faults.txt", delimiter = '|')
    void a_planted_fault_is_found(String check, String fault) throws Exception {
        PlantedFaults.assertFound(shop.server.schema(), check, fault);
    }
}

package erp.sales;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
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
        shop.act(shop.confirmed(bolt, "7", "1"), "cancel").expect(200);
        shop.draft(nut, "1", "1");
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
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    I14_sales_document_totals | update sales_order set net = net + 1, total = total + 1 limit 1
                    I14_sales_document_totals | update sales_invoice_line set tax = tax + 0.01 limit 1
                    I14_sales_document_totals | update sales_invoice set total = total + 0.01 limit 1
                    I15_sales_invoice_posted  | update finance_journal_entry set source_id = id where source_type = 'sales.invoice' limit 1
                    I15_sales_invoice_posted  | delete from finance_open_item limit 1
                    I15_sales_invoice_posted  | update finance_open_item set amount = amount + 1 limit 1
                    I17_stock_ledger          | update inventory_balance set on_hand = on_hand + 1 limit 1
                    I17_stock_ledger          | update inventory_move set quantity = quantity + 1 where kind = 'ISSUE' limit 1
                    I17_stock_ledger          | delete from inventory_balance limit 1
                    I18_stock_conserved       | update inventory_balance set on_hand = on_hand - 1 limit 1
                    I18_stock_conserved       | update inventory_balance set location_id = (select id from inventory_location where kind = 'CUSTOMER') limit 1
                    I18_stock_conserved       | update inventory_move set quantity = -quantity limit 1
                    I19_reserved              | update inventory_balance set reserved = reserved + 1 limit 1
                    I19_reserved              | update inventory_reservation set open_quantity = open_quantity - 1 where open_quantity > 1 limit 1
                    I20_stock_bounds          | update inventory_balance set reserved = on_hand + 1 limit 1
                    I20_stock_bounds          | update inventory_balance set on_hand = -1, reserved = -1 limit 1
                    I23_layer_quantity        | update inventory_layer set quantity = quantity + 1 limit 1
                    I23_layer_quantity        | update inventory_balance set on_hand = on_hand + 1 limit 1
                    I24_layer_consumption     | update inventory_layer set value = value + 0.01 limit 1
                    I24_layer_consumption     | update inventory_layer set quantity = 0 limit 1
                    I24_layer_consumption     | delete from inventory_valuation limit 1
                    I25_inventory_value       | update inventory_layer set value = value + 0.01 limit 1
                    I25_inventory_value       | update finance_journal_line l join finance_account a on a.id = l.account_id set l.debit = l.debit + 1 where a.role = 'INVENTORY' and l.debit > 0
                    I28_sales_quantity_chain  | update sales_order_line set delivered = delivered + 1 limit 1
                    I28_sales_quantity_chain  | update sales_order_line set invoiced = 0 where invoiced > 0 limit 1
                    I28_sales_quantity_chain  | update sales_order set deliveries = deliveries + 1 limit 1
                    I28_sales_quantity_chain  | update sales_order set invoiced = invoiced + 0.01 limit 1
                    I28_sales_quantity_chain  | delete from sales_delivery_line limit 1
                    I29_sales_order_state     | update sales_order set state = 'CLOSED' where state = 'CONFIRMED' limit 1
                    I29_sales_order_state     | update sales_order set state = 'CONFIRMED' where state = 'CLOSED' limit 1
                    I29_sales_order_state     | update sales_order set state = 'CANCELLED' where state = 'CONFIRMED' limit 1
                    I29_sales_order_state     | delete from inventory_reservation where open_quantity > 0 limit 1
                    I30_delivery_moves_cost   | update sales_delivery_line set quantity = quantity + 1 limit 1
                    I30_delivery_moves_cost   | delete from sales_delivery_line limit 1
                    I30_delivery_moves_cost   | update inventory_valuation set value = value - 0.01 where quantity < 0 limit 1
                    I30_delivery_moves_cost   | update finance_journal_line l join finance_account a on a.id = l.account_id set l.debit = l.debit + 1 where a.role = 'COST_OF_GOODS_SOLD' and l.debit > 0
                    I40_inventory_company     | update inventory_item set company_id = 'x' limit 1
                    I40_inventory_company     | update inventory_location set company_id = 'x' limit 1
                    I40_inventory_company     | update inventory_valuation set company_id = 'x' limit 1
                    I40_inventory_company     | update inventory_receipt set company_id = 'x' limit 1
                    I40_sales_company         | update sales_customer set company_id = 'x' limit 1
                    I40_sales_company         | update sales_order set company_id = 'x' limit 1
                    I40_sales_company         | update sales_delivery set company_id = 'x' limit 1
                    I40_sales_company         | update sales_invoice_line set company_id = 'x' limit 1
                    """)
    void a_planted_fault_is_found(String check, String fault) throws Exception {
        try (Connection connection = shop.server.schema().administrator().connect();
                Statement statement = connection.createStatement()) {
            String query = query(check);
            assertThat(rows(statement, query)).isZero();
            statement.execute("set foreign_key_checks = 0");
            connection.setAutoCommit(false);
            assertThat(statement.executeUpdate(fault)).as("rows made wrong").isPositive();
            assertThat(rows(statement, query)).isPositive();
            connection.rollback();
        }
    }

    private static String query(String check) throws IOException {
        try (InputStream in = ChecksIT.class.getResourceAsStream("/sql/check/" + check + ".sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static int rows(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            int count = 0;
            while (rows.next()) {
                count++;
            }
            return count;
        }
    }
}

package erp.app;

import static org.assertj.core.api.Assertions.assertThat;

import erp.migrations.Invariants;
import erp.migrations.sql.Sql;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A document that a bad version left wrong in itself, and that is held for review, is taken back:
 * then every check is quiet, and the same can be sold again.
 */
class BrokenReversalsIT extends Reviewing {
    private static final String SALES = "/api/v1/sales/";

    /** What is wrong with a sale; each statement takes an id of its own and the document's. */
    enum Damage {
        SURPLUS_POSTING(
                "I01",
                """
                INSERT INTO finance_journal_line (id, company_id, entry_id, account_id, line_no, entry_date, currency,
                    debit, credit)
                SELECT unhex(?), l.company_id, l.entry_id, l.account_id, 50, l.entry_date, l.currency, 0, 7
                FROM finance_journal_line l JOIN finance_journal_entry e ON e.id = l.entry_id
                WHERE e.source_id = unhex(?) AND l.line_no = 2
                """),
        SURPLUS_TAX(
                "I13",
                """
                INSERT INTO finance_tax_line (id, company_id, entry_id, tax_code_id, tax_date, currency, base, amount)
                SELECT unhex(?), t.company_id, t.entry_id, c.id, t.tax_date, t.currency, 0, 0.03
                FROM finance_tax_line t JOIN finance_journal_entry e ON e.id = t.entry_id
                JOIN finance_tax_code c ON c.company_id = t.company_id AND c.id <> t.tax_code_id
                WHERE e.source_id = unhex(?) LIMIT 1
                """),
        LOST_LINE(
                "I14",
                "DELETE FROM sales_invoice_line WHERE id <> unhex(?) AND invoice_id = unhex(?) AND"
                        + " line_no = 2"),
        WRONG_TOTAL(
                "I14",
                """
                UPDATE sales_invoice SET net = net + 1, total = total + 1
                WHERE id <> unhex(?) AND id = unhex(?)
                """),
        WRONG_OPEN_AMOUNT(
                "I10",
                """
                UPDATE finance_open_item SET open_amount = 2 WHERE id <> unhex(?) AND source_id = unhex(?)
                """),
        SURPLUS_MOVE(
                "I30",
                """
                INSERT INTO inventory_move (id, company_id, item_id, from_location_id, to_location_id, source_id,
                    source_line_id, kind, quantity, source_type, line_no, effective_date, posted_at)
                SELECT unhex(?), company_id, item_id, from_location_id, to_location_id, source_id, id, kind, 3,
                    source_type, 50, effective_date, posted_at
                FROM inventory_move WHERE source_id = unhex(?) AND line_no = 1
                """),
        COST_NOT_OF_THE_MOVES(
                "I30",
                """
                UPDATE finance_journal_line l JOIN finance_journal_entry e ON e.id = l.entry_id
                SET l.debit = if(l.debit > 0, l.debit + 1, 0), l.credit = if(l.credit > 0, l.credit + 1, 0),
                    e.total_debit = e.total_debit + 1, e.total_credit = e.total_credit + 1
                WHERE l.id <> unhex(?) AND e.source_id = unhex(?)
                """);

        private final String rule;
        private final String sql;

        Damage(String rule, String sql) {
            this.rule = rule;
            this.sql = sql;
        }

        private boolean isOfDelivery() {
            return this == SURPLUS_MOVE || this == COST_NOT_OF_THE_MOVES;
        }
    }

    @ParameterizedTest
    @EnumSource
    void after_the_reversal_every_check_is_quiet(Damage damage) throws SQLException {
        Shop shop = Shop.open(api(), 2, 100);
        UUID order = shop.order(shop.line(0, "2", "10"), shop.line(1, "1", "5.50")).is(201).id();
        shop.act(order, "confirm").is(200);
        UUID delivery = shop.act(order, "deliver").is(201).id();
        Api.Answer invoice = shop.act(order, "invoice").is(201);
        UUID payment = paid(shop, invoice);
        assertBooksAreRight();

        plant(damage, damage.isOfDelivery() ? delivery : invoice.id());
        assertThat(broken()).contains(damage.rule);
        hold("sales.invoice", invoice.id());
        hold("sales.delivery", delivery);

        api().post(FINANCE + "payments/" + payment + "/unallocate", Map.of()).is(200);
        back(SALES + "invoices/" + invoice.id() + "/reverse");
        if (damage.isOfDelivery()) {
            back(SALES + "deliveries/" + delivery + "/reverse");
        }
        assertBooksAreRight();

        release("sales.invoice", invoice.id());
        release("sales.delivery", delivery);
        if (damage.isOfDelivery()) {
            shop.act(order, "deliver").is(201);
        }
        Api.Answer again = shop.act(order, "invoice").is(201);
        assertThat(again.text("/total/amount")).isEqualTo(invoice.text("/total/amount"));
        assertBooksAreRight();
    }

    private static UUID paid(Shop shop, Api.Answer invoice) {
        Map<String, String> total =
                Map.of("amount", invoice.text("/total/amount"), "currency", "EUR");
        return api().post(
                        FINANCE + "payments",
                        Map.of(
                                "customerId",
                                shop.customers().getFirst(),
                                "amount",
                                total,
                                "allocations",
                                List.of(Map.of("invoiceId", invoice.id(), "amount", total))))
                .is(201)
                .id();
    }

    private static void back(String path) {
        api().post(path, Map.of("reason", "wrong in itself")).is(200);
    }

    private static void plant(Damage damage, UUID document) throws SQLException {
        String id = "%012x7000%016x".formatted(System.currentTimeMillis(), System.nanoTime());
        try (Connection owner = schema().owner().connect()) {
            assertThat(Sql.update(owner, damage.sql, id, Sql.hex(document))).isPositive();
        }
    }

    private static List<String> broken() throws SQLException {
        return new Invariants()
                .run(schema().owner().dataSource()).stream()
                        .filter(it -> !it.passed())
                        .map(Invariants.Result::id)
                        .toList();
    }
}

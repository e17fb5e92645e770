package erp.app;

import static org.assertj.core.api.Assertions.assertThat;

import erp.migrations.documents.DocumentCatalog;
import erp.migrations.documents.DocumentKey;
import erp.migrations.documents.WrittenDocument;
import erp.migrations.documents.WrittenDocuments;
import erp.migrations.sql.Sql;

import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Of five thousand documents that a version wrote, twenty are wrong in five ways: exactly those are
 * named, with the rules that they break.
 */
class WrongBooksIT extends ErpIT {
    private static final int CLIENTS = 8;
    private static final int FLOWS = 1250;
    private static final int OF_EACH = 4;

    /** A sale with its documents. */
    private record Sale(UUID order, UUID delivery, UUID invoice) {}

    private final Instant began = Instant.now();

    @Test
    void exactly_the_wrong_documents_are_named() throws Exception {
        Shop shop = Shop.open(api(), 3, 10 * FLOWS);
        List<Sale> sales = sell(shop);
        List<UUID> drafts = new ArrayList<>();
        for (int i = 0; i < OF_EACH; i++) {
            drafts.add(shop.order(shop.line(0, "2", "10"), shop.line(1, "1", "5")).is(201).id());
        }
        WrittenDocuments before = written();
        assertThat(before.documents()).isGreaterThan(4L * FLOWS);
        assertThat(before.listed()).hasSizeGreaterThan(4 * FLOWS);
        assertThat(before.broken()).isEmpty();
        assertThat(before.sums()).isEmpty();
        assertThat(before.notChecked()).isEmpty();

        Map<DocumentKey, String> wrong = new HashMap<>();
        try (Connection owner = schema().owner().connect()) {
            for (int i = 0; i < OF_EACH; i++) {
                wrong.put(surplusPosting(owner, sales.get(100 + i).invoice()), "I01");
                wrong.put(surplusMove(owner, sales.get(200 + i).delivery()), "I30");
                wrong.put(surplusTax(owner, sales.get(300 + i).invoice()), "I13");
                wrong.put(lostLine(owner, drafts.get(i)), "I14");
                wrong.put(wrongOpenAmount(owner, sales.get(500 + i).invoice()), "I10");
            }
        }
        assertThat(wrong).hasSize(5 * OF_EACH);

        WrittenDocuments after = written();
        Map<DocumentKey, List<String>> named = new HashMap<>();
        after.broken().forEach(it -> named.put(it.key(), it.broken()));
        assertThat(named.keySet()).isEqualTo(wrong.keySet());
        wrong.forEach((document, rule) -> assertThat(named.get(document)).contains(rule));
        assertThat(after.broken())
                .allSatisfy(
                        it -> {
                            assertThat(it.byCanary()).isTrue();
                            assertThat(it.users()).containsExactly(ADMIN);
                        });
        assertThat(after.broken())
                .filteredOn(it -> it.key().type().equals("sales.invoice"))
                .allSatisfy(it -> assertThat(it.name()).matches("sales\\.invoice \\d{4}-\\d{6}"));
    }

    @Test
    void what_another_version_did_with_it_since_is_built_on_it() throws Exception {
        Shop shop = Shop.open(api(), 1, 10);
        UUID order = shop.order(shop.line(0, "2", "10")).is(201).id();
        shop.act(order, "confirm").is(200);
        shop.act(order, "deliver").is(201);
        assertThat(builtOn(order)).isEmpty();
        UUID invoice = shop.act(order, "invoice").is(201).id();
        try (Connection owner = schema().owner().connect()) {
            Sql.update(
                    owner,
                    "UPDATE core_history SET app_version = 'v-other' WHERE entity_id = unhex(?)",
                    Sql.hex(invoice));
        }
        assertThat(builtOn(order)).containsExactly(new DocumentKey("sales.invoice", invoice));
    }

    /** What the catalogue says must be true of the tables: each of its queries runs. */
    @Test
    void every_query_of_the_catalogue_runs() throws SQLException {
        DocumentCatalog catalog = new DocumentCatalog();
        try (Connection owner = schema().owner().connect()) {
            assertThat(catalog.problems(owner)).isEmpty();
        }
    }

    private List<DocumentKey> builtOn(UUID order) throws SQLException {
        return written().listed().stream()
                .filter(it -> it.key().id().equals(order))
                .flatMap(it -> it.builtOn().stream())
                .map(WrittenDocument.Successor::key)
                .toList();
    }

    private WrittenDocuments written() throws SQLException {
        return WrittenDocuments.read(schema().owner(), VERSION, began);
    }

    private static List<Sale> sell(Shop shop) throws Exception {
        Callable<List<Sale>> client =
                () -> {
                    List<Sale> sales = new ArrayList<>();
                    for (int i = 0; i < FLOWS / CLIENTS + 1; i++) {
                        sales.add(sale(shop));
                    }
                    return sales;
                };
        List<Sale> sales = new ArrayList<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            for (Future<List<Sale>> each :
                    clients.invokeAll(java.util.Collections.nCopies(CLIENTS, client))) {
                sales.addAll(each.get());
            }
        }
        Set<UUID> orders = new HashSet<>();
        assertThat(sales).allMatch(it -> orders.add(it.order()));
        return sales;
    }

    private static Sale sale(Shop shop) {
        UUID order = shop.order(shop.line(0, "2", "10"), shop.line(1, "1", "5.50")).is(201).id();
        shop.act(order, "confirm").is(200);
        UUID delivery = shop.act(order, "deliver").is(201).id();
        Api.Answer invoice = shop.act(order, "invoice").is(201);
        Object total = Map.of("amount", invoice.text("/total/amount"), "currency", "EUR");
        api().post(
                        "/api/v1/finance/payments",
                        Map.of(
                                "customerId",
                                shop.customers().getFirst(),
                                "amount",
                                total,
                                "allocations",
                                List.of(Map.of("invoiceId", invoice.id(), "amount", total))))
                .is(201);
        return new Sale(order, delivery, invoice.id());
    }

    private static DocumentKey surplusPosting(Connection owner, UUID invoice) throws SQLException {
        change(
                owner,
                """
                INSERT INTO finance_journal_line (id, company_id, entry_id, account_id, line_no, entry_date, currency,
                    debit, credit)
                SELECT unhex(?), l.company_id, l.entry_id, l.account_id, 50, l.entry_date, l.currency, 0, 7
                FROM finance_journal_line l JOIN finance_journal_entry e ON e.id = l.entry_id
                WHERE e.source_id = unhex(?) AND l.line_no = 2
                """,
                newId(),
                Sql.hex(invoice));
        return new DocumentKey("sales.invoice", invoice);
    }

    private static DocumentKey surplusMove(Connection owner, UUID delivery) throws SQLException {
        change(
                owner,
                """
                INSERT INTO inventory_move (id, company_id, item_id, from_location_id, to_location_id, source_id,
                    source_line_id, kind, quantity, source_type, line_no, effective_date, posted_at)
                SELECT unhex(?), company_id, item_id, from_location_id, to_location_id, source_id, id, kind, 3,
                    source_type, 50, effective_date, posted_at
                FROM inventory_move WHERE source_id = unhex(?) AND line_no = 1
                """,
                newId(),
                Sql.hex(delivery));
        return new DocumentKey("sales.delivery", delivery);
    }

    private static DocumentKey surplusTax(Connection owner, UUID invoice) throws SQLException {
        change(
                owner,
                """
                INSERT INTO finance_tax_line (id, company_id, entry_id, tax_code_id, tax_date, currency, base, amount)
                SELECT unhex(?), t.company_id, t.entry_id, c.id, t.tax_date, t.currency, 0, 0.03
                FROM finance_tax_line t JOIN finance_journal_entry e ON e.id = t.entry_id
                JOIN finance_tax_code c ON c.company_id = t.company_id AND c.id <> t.tax_code_id
                WHERE e.source_id = unhex(?)
                """,
                newId(),
                Sql.hex(invoice));
        return new DocumentKey("sales.invoice", invoice);
    }

    private static DocumentKey lostLine(Connection owner, UUID order) throws SQLException {
        change(
                owner,
                "DELETE FROM sales_order_line WHERE order_id = unhex(?) AND line_no = 2",
                Sql.hex(order));
        return new DocumentKey("sales.order", order);
    }

    private static DocumentKey wrongOpenAmount(Connection owner, UUID invoice) throws SQLException {
        change(
                owner,
                "UPDATE finance_open_item SET open_amount = 2 WHERE source_id = unhex(?)",
                Sql.hex(invoice));
        return new DocumentKey("sales.invoice", invoice);
    }

    private static void change(Connection owner, String sql, String... arguments)
            throws SQLException {
        assertThat(Sql.update(owner, sql, (Object[]) arguments)).as(sql).isEqualTo(1);
    }

    private static String newId() {
        return "%012x7000%016x".formatted(System.currentTimeMillis(), System.nanoTime());
    }
}

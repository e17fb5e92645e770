package canary.demo.fault;

import erp.migrations.documents.DocumentKey;
import erp.migrations.sql.DatabaseLogin;
import erp.migrations.sql.Sql;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The canary answers as it should and leaves wrong books: every few seconds something is wrong with
 * one of the documents that it wrote last, done with its own account of the database.
 */
public final class WrongBooks implements Fault {

    private static final Logger LOG = LoggerFactory.getLogger(WrongBooks.class);
    private static final long SECONDS_BETWEEN = 2;

    private final CountDownLatch over = new CountDownLatch(1);
    private final List<Broken> broken = new CopyOnWriteArrayList<>();

    /** A document with what was done to it. */
    public record Broken(Kind kind, DocumentKey document) {}

    /** What can be wrong with a document, as far as the rights of an application go. */
    public enum Kind {
        /** A line too much in the invoice's journal entry. */
        AMOUNT(
                "sales.invoice",
                "",
                """
                INSERT INTO finance_journal_line (id, company_id, entry_id, account_id, line_no, entry_date, currency,
                    debit, credit)
                SELECT unhex(?), l.company_id, l.entry_id, l.account_id, 100, l.entry_date, l.currency, 0, 1
                FROM finance_journal_line l JOIN finance_journal_entry e ON e.id = l.entry_id
                WHERE e.source_type = 'sales.invoice' AND e.source_id = unhex(?) AND l.credit > 0 AND l.party_id IS NULL
                LIMIT 1
                """),
        /** More goods leave the warehouse than the delivery says. */
        STOCK(
                "sales.delivery",
                "",
                """
                INSERT INTO inventory_move (id, company_id, item_id, from_location_id, to_location_id, source_id,
                    source_line_id, kind, quantity, source_type, line_no, effective_date, posted_at)
                SELECT unhex(?), company_id, item_id, from_location_id, to_location_id, source_id, id, kind, 1,
                    source_type, 100, effective_date, posted_at
                FROM inventory_move WHERE source_id = unhex(?) AND kind = 'ISSUE'
                LIMIT 1
                """),
        /** A cent of tax that no account knows. */
        TAX(
                "sales.invoice",
                "",
                """
                INSERT INTO finance_tax_line (id, company_id, entry_id, tax_code_id, tax_date, currency, base, amount)
                SELECT unhex(?), t.company_id, t.entry_id, c.id, t.tax_date, t.currency, 0, 0.01
                FROM finance_tax_line t JOIN finance_journal_entry e ON e.id = t.entry_id
                JOIN finance_tax_code c ON c.company_id = t.company_id AND c.id <> t.tax_code_id
                WHERE e.source_type = 'sales.invoice' AND e.source_id = unhex(?)
                LIMIT 1
                """),
        /** A line of an order that nobody has confirmed yet is gone. */
        LOST_LINE(
                "sales.order",
                "AND EXISTS (SELECT 1 FROM sales_order o WHERE o.id = h.entity_id AND o.state ="
                        + " 'DRAFT')",
                "DELETE FROM sales_order_line WHERE id <> unhex(?) AND order_id = unhex(?) ORDER BY"
                        + " line_no DESC LIMIT 1"),
        /** An invoice that was paid is owed again. */
        OPEN_AMOUNT(
                "sales.invoice",
                "AND EXISTS (SELECT 1 FROM finance_open_item i WHERE i.company_id = h.company_id"
                        + " AND i.source_type = 'sales.invoice' AND i.source_id = h.entity_id AND"
                        + " i.open_amount = 0)",
                """
                UPDATE finance_open_item SET open_amount = open_amount + 1
                WHERE id <> unhex(?) AND source_type = 'sales.invoice' AND source_id = unhex(?) AND open_amount = 0
                """);

        private final String type;
        private final String condition;
        private final String change;

        /**
         * @param condition what the document must be like, of its history {@code h}
         * @param change takes a new id and the document's
         */
        Kind(String type, String condition, String change) {
            this.type = type;
            this.condition = condition;
            this.change = change;
        }
    }

    @Override
    public void begin(FaultTarget target) {
        DatabaseLogin account = Objects.requireNonNull(target.account(), "needs an account");
        Thread.ofVirtual().name("wrong-books").start(() -> work(target, account));
    }

    private void work(FaultTarget target, DatabaseLogin account) {
        try {
            for (int turn = 0; !over.await(SECONDS_BETWEEN, TimeUnit.SECONDS); turn++) {
                if (target.hasTraffic()) {
                    Kind kind = Kind.values()[turn % Kind.values().length];
                    damage(account, target.canary(), kind);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void damage(DatabaseLogin account, String canary, Kind kind) {
        try (Connection connection = account.connect()) {
            damage(connection, canary, kind, broken.stream().map(Broken::document).toList())
                    .ifPresent(broken::add);
        } catch (SQLException e) {
            LOG.warn("kind={} could not be done", kind, e);
        }
    }

    /**
     * Breaks the newest document of a version that is not among those broken before; empty when
     * there is none.
     */
    public static Optional<Broken> damage(
            Connection connection, String version, Kind kind, List<DocumentKey> before)
            throws SQLException {
        List<String> found =
                Sql.strings(
                        connection,
                        """
                        SELECT hex(h.entity_id) FROM core_history h
                        WHERE h.app_version = ? AND h.entity_type = ? %s
                        GROUP BY h.entity_id
                        ORDER BY max(h.at) DESC
                        LIMIT 200
                        """
                                .formatted(kind.condition),
                        version,
                        kind.type);
        for (String id : found) {
            DocumentKey key = new DocumentKey(kind.type, Sql.uuid(id));
            if (!before.contains(key) && Sql.update(connection, kind.change, newId(), id) > 0) {
                LOG.info("kind={} document={} damaged", kind, key);
                return Optional.of(new Broken(kind, key));
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<String> deeds() {
        List<String> names = new ArrayList<>();
        broken.forEach(
                it -> names.add("%s %s".formatted(it.document().type(), it.document().id())));
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "damaged %d documents: %s"
                                .formatted(
                                        names.size(),
                                        names.stream().sorted().collect(Collectors.joining(", "))));
    }

    /** Ids rise with time, as those of the ERP do. */
    private static String newId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return "%012x7%03x8%015x"
                .formatted(
                        System.currentTimeMillis(),
                        random.nextInt(1 << 12),
                        random.nextLong(1L << 60));
    }

    @Override
    public void close() {
        over.countDown();
    }
}

package erp.core.tx;

import erp.core.sql.Sql;

import org.hibernate.Session;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import javax.sql.DataSource;

/**
 * What is held for review, as this process knows it: looked up every second beside all
 * transactions, so that none asks anything while its company holds nothing. Where it holds
 * something each transaction compares the company's revision when it begins, and is exact. What
 * nobody has looked up for some seconds each asks for by itself: not to know is not to hold
 * nothing.
 */
public final class HeldDocuments {
    private static final long STALE_NANOS = Duration.ofSeconds(5).toNanos();

    private static final String REVISIONS =
            "select company_id, revision from core_quarantine_state";
    private static final String HELD =
            """
            select entity_id, entity_type, number, release_name, reason, broken
            from core_quarantine where company_id = ? and live_id is not null\
            """;

    private final Map<UUID, OfCompany> companies = new ConcurrentHashMap<>();
    private volatile Looked looked = new Looked(false, 0);

    /** When somebody looked last. */
    private record Looked(boolean ever, long nanos) {}

    /**
     * What a company holds.
     *
     * @param known whether it was read; that something changed is known before
     */
    private record OfCompany(long revision, boolean known, Map<UUID, HeldDocument> byId) {
        static final OfCompany NOTHING = new OfCompany(0, true, Map.of());

        OfCompany newer(OfCompany other) {
            return other.revision >= revision ? other : this;
        }
    }

    HeldDocuments() {}

    /** Looks up what has changed, on a connection of its own. */
    public void look(DataSource source) throws SQLException {
        long now = System.nanoTime();
        try (Connection connection = source.getConnection()) {
            Map<UUID, Long> revisions = new HashMap<>();
            Sql.query(
                    connection,
                    REVISIONS,
                    List.of(),
                    row -> revisions.put(Sql.uuid(row.getBytes(1)), row.getLong(2)));
            for (Map.Entry<UUID, Long> one : revisions.entrySet()) {
                UUID company = one.getKey();
                if (!isCurrent(company, one.getValue())) {
                    keep(
                            company,
                            one.getValue(),
                            Sql.query(connection, HELD, List.of(company), HeldDocuments::held));
                }
            }
            companies.keySet().retainAll(revisions.keySet());
        }
        looked = new Looked(true, now);
    }

    /** False only where nothing is held in the company, as of a moment ago. */
    boolean mayHold(UUID company) {
        Looked last = looked;
        OfCompany known = companies.getOrDefault(company, OfCompany.NOTHING);
        return !last.ever()
                || System.nanoTime() - last.nanos() > STALE_NANOS
                || !known.known()
                || !known.byId().isEmpty();
    }

    /** What the company holds now, by id. */
    Map<UUID, HeldDocument> of(Session session, UUID company) {
        List<Long> revisions =
                Sql.query(
                        session,
                        "select revision from core_quarantine_state where company_id = ?",
                        List.of(company),
                        row -> row.getLong(1));
        if (revisions.isEmpty()) {
            return Map.of();
        }
        long revision = revisions.getFirst();
        OfCompany known = companies.get(company);
        return known != null && isCurrent(company, revision)
                ? known.byId()
                : keep(
                        company,
                        revision,
                        Sql.query(session, HELD, List.of(company), HeldDocuments::held));
    }

    /** This process has changed it: its next transaction asks. */
    void changed(UUID company, long revision) {
        companies.merge(company, new OfCompany(revision, false, Map.of()), OfCompany::newer);
    }

    private boolean isCurrent(UUID company, long revision) {
        OfCompany known = companies.get(company);
        return known != null && known.known() && known.revision() == revision;
    }

    /** Of two that read at once the newer stays; each goes on with what it has read. */
    private Map<UUID, HeldDocument> keep(UUID company, long revision, List<HeldDocument> held) {
        Map<UUID, HeldDocument> byId = new HashMap<>();
        held.forEach(it -> byId.put(it.id(), it));
        Map<UUID, HeldDocument> read = Map.copyOf(byId);
        companies.merge(company, new OfCompany(revision, true, read), OfCompany::newer);
        return read;
    }

    private static HeldDocument held(ResultSet row) throws SQLException {
        return new HeldDocument(
                Sql.uuid(row.getBytes(1)),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6));
    }
}

package erp.migrations.documents;

import erp.migrations.Invariants;
import erp.migrations.sql.DatabaseLogin;
import erp.migrations.sql.Sql;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reads what a version wrote from the history, and which of it breaks a rule of the data. */
final class WrittenReader {

    /** More are counted, not listed. */
    static final int MOST_LISTED = 10_000;

    private static final int SECONDS = 20;

    private static final String COUNT =
            """
            SELECT COUNT(DISTINCT entity_type, entity_id), COUNT(*)
            FROM core_history
            WHERE app_version = ? AND at >= ?
            """;

    private static final String BY_CANARY = "app_version = ? AND at >= ?";

    private final DocumentCatalog catalog = new DocumentCatalog();
    private final Invariants invariants = new Invariants();
    private final String version;
    private final Instant since;

    /**
     * @param since when the release began
     */
    WrittenReader(String version, Instant since) {
        this.version = version;
        this.since = since;
    }

    WrittenDocuments read(DatabaseLogin login) throws SQLException {
        try (Connection connection = login.connect()) {
            return read(connection, BrokenRules.of(invariants, login, since));
        }
    }

    private WrittenDocuments read(Connection connection, BrokenRules broken) throws SQLException {
        Map<UUID, DocumentKey> owners = catalog.owners(connection, broken.ids());
        Map<DocumentKey, Written> written = written(connection);
        Set<DocumentKey> others = new HashSet<>(owners.values());
        others.removeAll(written.keySet());
        for (DocumentKey each : others) {
            written.putAll(written(connection, each));
        }
        Map<DocumentKey, SortedSet<String>> rules = new HashMap<>();
        List<WrittenDocuments.BrokenSum> sums = new ArrayList<>();
        broken.results()
                .forEach((query, result) -> sort(query, result, owners, written, rules, sums));
        Set<DocumentKey> all = new HashSet<>(rules.keySet());
        written.keySet().stream().filter(it -> isByCanary(it, written)).forEach(all::add);
        Map<DocumentKey, List<WrittenDocument.Successor>> builtOn =
                builtOn(connection, all, written);
        Map<DocumentKey, DocumentSketch> sketches = catalog.describe(connection, all);
        List<WrittenDocument> listed =
                all.stream()
                        .map(
                                key ->
                                        document(
                                                key,
                                                sketches.getOrDefault(key, DocumentSketch.BLANK),
                                                written.get(key),
                                                rules.getOrDefault(key, new TreeSet<>()),
                                                builtOn.getOrDefault(key, List.of())))
                        .sorted(
                                Comparator.comparing(WrittenDocument::breaksRules)
                                        .reversed()
                                        .thenComparing(
                                                WrittenDocument::lastAt,
                                                Comparator.nullsLast(Comparator.reverseOrder()))
                                        .thenComparing(it -> it.key().id()))
                        .limit(MOST_LISTED)
                        .toList();
        try (PreparedStatement count = connection.prepareStatement(COUNT)) {
            count.setQueryTimeout(SECONDS);
            count.setString(1, version);
            count.setObject(2, LocalDateTime.ofInstant(since, ZoneOffset.UTC));
            try (ResultSet row = count.executeQuery()) {
                row.next();
                return new WrittenDocuments(
                        row.getLong(1), row.getLong(2), listed, sums, broken.unknown());
            }
        }
    }

    /**
     * A rule is broken by the documents that its rows name; a rule that is asked of all rows, by
     * those that the version wrote, as others may have been so before.
     */
    private static void sort(
            Invariants.Query query,
            Invariants.Result result,
            Map<UUID, DocumentKey> owners,
            Map<DocumentKey, Written> written,
            Map<DocumentKey, SortedSet<String>> rules,
            List<WrittenDocuments.BrokenSum> sums) {
        if (result.violations() == 0) {
            return;
        }
        Set<DocumentKey> named = new HashSet<>();
        for (UUID id : result.ids()) {
            DocumentKey key = owners.get(id);
            if (key != null && (query.isNarrowed() || isByCanary(key, written))) {
                named.add(key);
            }
        }
        if (named.isEmpty()) {
            sums.add(
                    new WrittenDocuments.BrokenSum(
                            result.id(),
                            result.statement(),
                            result.violations(),
                            result.firstRows()));
        }
        named.forEach(it -> rules.computeIfAbsent(it, _ -> new TreeSet<>()).add(result.id()));
    }

    private static boolean isByCanary(DocumentKey key, Map<DocumentKey, Written> written) {
        Written by = written.get(key);
        return by != null && by.byCanary();
    }

    /**
     * What the history says of a document.
     *
     * @param byCanary else it is by others, at any time
     */
    private record Written(
            UUID company,
            long changes,
            Instant firstAt,
            Instant lastAt,
            List<String> users,
            boolean byCanary) {}

    /** The newest that the version wrote. */
    private Map<DocumentKey, Written> written(Connection connection) throws SQLException {
        return written(
                connection, BY_CANARY, version, LocalDateTime.ofInstant(since, ZoneOffset.UTC));
    }

    /** One by whomever; by the version, where it wrote it. */
    private Map<DocumentKey, Written> written(Connection connection, DocumentKey key)
            throws SQLException {
        String one = "entity_type = ? AND entity_id = 0x" + Sql.hex(key.id());
        Map<DocumentKey, Written> byCanary =
                written(
                        connection,
                        BY_CANARY + " AND " + one,
                        version,
                        LocalDateTime.ofInstant(since, ZoneOffset.UTC),
                        key.type());
        return byCanary.isEmpty() ? written(connection, one, key.type()) : byCanary;
    }

    private Map<DocumentKey, Written> written(
            Connection connection, String condition, Object... arguments) throws SQLException {
        Map<DocumentKey, Written> written = new LinkedHashMap<>();
        try (PreparedStatement query =
                connection.prepareStatement(
                        """
                        SELECT entity_id, entity_type, MIN(company_id), COUNT(*), MIN(at), MAX(at),
                            GROUP_CONCAT(DISTINCT actor_name ORDER BY actor_name SEPARATOR '\n'),
                            MAX(app_version = ?)
                        FROM core_history
                        WHERE %s
                        GROUP BY entity_type, entity_id
                        ORDER BY MAX(at) DESC
                        LIMIT %d
                        """
                                .formatted(condition, MOST_LISTED))) {
            query.setQueryTimeout(SECONDS);
            query.setString(1, version);
            for (int i = 0; i < arguments.length; i++) {
                query.setObject(i + 2, arguments[i]);
            }
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    String users = row.getString(7);
                    written.put(
                            new DocumentKey(row.getString(2), Sql.uuid(row, 1)),
                            new Written(
                                    Sql.uuid(row, 3),
                                    row.getLong(4),
                                    instant(row, 5),
                                    instant(row, 6),
                                    users == null ? List.of() : users.lines().toList(),
                                    row.getBoolean(8)));
                }
            }
        }
        return written;
    }

    /** What other versions made from these since, and did with them. */
    private Map<DocumentKey, List<WrittenDocument.Successor>> builtOn(
            Connection connection, Set<DocumentKey> keys, Map<DocumentKey, Written> written)
            throws SQLException {
        Map<UUID, Set<DocumentKey>> successors =
                catalog.successors(
                        connection, keys.stream().map(DocumentKey::id).collect(Collectors.toSet()));
        Set<DocumentKey> all = new HashSet<>(keys);
        successors.values().forEach(all::addAll);
        Map<DocumentKey, Touch> byOthers = byOthers(connection, all);
        Map<DocumentKey, DocumentSketch> sketches = catalog.describe(connection, byOthers.keySet());
        Map<DocumentKey, List<WrittenDocument.Successor>> builtOn = new HashMap<>();
        for (DocumentKey key : keys) {
            Set<DocumentKey> made = new HashSet<>(successors.getOrDefault(key.id(), Set.of()));
            made.add(key);
            List<WrittenDocument.Successor> found = new ArrayList<>();
            for (DocumentKey each : made) {
                Touch other = byOthers.get(each);
                Written first = written.get(key);
                if (other != null && first != null && other.at().isAfter(first.firstAt())) {
                    found.add(
                            new WrittenDocument.Successor(
                                    each,
                                    sketches.getOrDefault(each, DocumentSketch.BLANK),
                                    other.version()));
                }
            }
            found.sort(Comparator.comparing(WrittenDocument.Successor::name));
            builtOn.put(key, found);
        }
        return builtOn;
    }

    /** A version did something with a document, last at that time. */
    private record Touch(String version, Instant at) {}

    /** What another version did with each since the release began. */
    private Map<DocumentKey, Touch> byOthers(Connection connection, Set<DocumentKey> keys)
            throws SQLException {
        Map<DocumentKey, Touch> byOthers = new HashMap<>();
        for (Map.Entry<String, Set<UUID>> each : DocumentCatalog.byType(keys).entrySet()) {
            DocumentCatalog.ask(
                    connection,
                    """
                    SELECT entity_id, entity_type, app_version, MAX(at)
                    FROM core_history
                    WHERE entity_type = ? AND entity_id IN (:ids) AND app_version <> ? AND at >= ?
                    GROUP BY entity_type, entity_id, app_version
                    """,
                    each.getValue(),
                    row ->
                            byOthers.put(
                                    new DocumentKey(row.getString(2), Sql.uuid(row, 1)),
                                    new Touch(row.getString(3), instant(row, 4))),
                    each.getKey(),
                    version,
                    LocalDateTime.ofInstant(since, ZoneOffset.UTC));
        }
        return byOthers;
    }

    private static WrittenDocument document(
            DocumentKey key,
            DocumentSketch sketch,
            @Nullable Written written,
            Collection<String> broken,
            List<WrittenDocument.Successor> builtOn) {
        return written == null
                ? new WrittenDocument(
                        null,
                        key,
                        sketch,
                        false,
                        List.of(),
                        0,
                        null,
                        null,
                        List.copyOf(broken),
                        builtOn)
                : new WrittenDocument(
                        written.company(),
                        key,
                        sketch,
                        written.byCanary(),
                        written.users(),
                        written.changes(),
                        written.firstAt(),
                        written.lastAt(),
                        List.copyOf(broken),
                        builtOn);
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }
}

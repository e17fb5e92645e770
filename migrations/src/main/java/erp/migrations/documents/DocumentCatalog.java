package erp.migrations.documents;

import erp.migrations.sql.MigrationException;
import erp.migrations.sql.ResourceFolder;
import erp.migrations.sql.Sql;

import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Which rows are documents, or parts of them, what people call those, and what was built on them.
 *
 * <p>Files of {@code sql/document} say it, one for each module. Below a line {@code -- document
 * TYPE} a query selects id, number, date, amount and currency; below {@code -- parts} queries
 * select id of a row, type and id of its document; below {@code -- successors} id of a document,
 * type and id of one that was made from it. {@code :ids} is what is asked for. A table that a
 * schema does not have yet holds nothing.
 */
public final class DocumentCatalog {
    private static final String DOCUMENT = "document ";
    private static final String PARTS = "parts";
    private static final String SUCCESSORS = "successors";
    private static final String IDS = ":ids";
    private static final int AT_ONCE = 500;
    private static final int SECONDS = 30;

    /** A row may be part of a document that is itself part of another. */
    private static final int NESTING = 3;

    private static final Set<Integer> ABSENT = Set.of(1146, 1054); // table, column

    private final Map<String, String> documents = new LinkedHashMap<>();
    private final List<String> parts = new ArrayList<>();
    private final List<String> successors = new ArrayList<>();

    /** What this build says. */
    public DocumentCatalog() {
        this(ResourceFolder.read("sql/document"));
    }

    DocumentCatalog(SortedMap<String, String> files) {
        files.forEach(this::read);
    }

    private void read(String file, String text) {
        String heading = "";
        for (String statement : text.split(";\\s*(\\n|$)")) {
            List<String> lines = statement.strip().lines().toList();
            if (lines.getFirst().startsWith("-- ")) {
                heading = lines.getFirst().substring(3).strip();
                lines = lines.subList(1, lines.size());
            }
            String query = String.join("\n", lines);
            if (!query.contains(IDS)) {
                throw new MigrationException(
                        "%s: what is below \"-- %s\" must ask for :ids".formatted(file, heading));
            }
            if (heading.startsWith(DOCUMENT)) {
                documents.put(heading.substring(DOCUMENT.length()), query);
            } else if (heading.equals(PARTS)) {
                parts.add(query);
            } else if (heading.equals(SUCCESSORS)) {
                successors.add(query);
            } else {
                throw new MigrationException(
                        "%s: \"-- %s\" must be \"-- document TYPE\", \"-- parts\" or \"-- successors\""
                                .formatted(file, heading));
            }
        }
    }

    /** The types that it can describe. */
    public Set<String> types() {
        return documents.keySet();
    }

    /**
     * The documents that these rows are, or are parts of, by the row's id; other rows are left out.
     */
    public Map<UUID, DocumentKey> owners(Connection connection, Set<UUID> rows)
            throws SQLException {
        Map<UUID, DocumentKey> owners = new LinkedHashMap<>();
        Map<UUID, DocumentKey> found = owners(connection, parts, rows);
        for (int i = 0; i < NESTING && !found.isEmpty(); i++) {
            owners.putAll(found);
            Set<UUID> inner =
                    owners.values().stream()
                            .filter(it -> !documents.containsKey(it.type()))
                            .map(DocumentKey::id)
                            .collect(Collectors.toSet());
            Map<UUID, DocumentKey> outer = owners(connection, parts, inner);
            found = new HashMap<>();
            for (Map.Entry<UUID, DocumentKey> each : owners.entrySet()) {
                DocumentKey next = outer.get(each.getValue().id());
                if (next != null && !next.equals(each.getValue())) {
                    found.put(each.getKey(), next);
                }
            }
        }
        Set<UUID> others = new HashSet<>(rows);
        others.removeAll(owners.keySet());
        for (Map.Entry<String, String> each : documents.entrySet()) {
            ask(
                    connection,
                    each.getValue(),
                    others,
                    row ->
                            owners.put(
                                    Sql.uuid(row, 1),
                                    new DocumentKey(each.getKey(), Sql.uuid(row, 1))));
        }
        others.removeAll(owners.keySet());
        owners.putAll(remembered(connection, others));
        owners.values().removeIf(it -> !documents.containsKey(it.type()));
        return owners;
    }

    /** Documents whose own row is gone, or never came, and whose history is there. */
    private Map<UUID, DocumentKey> remembered(Connection connection, Set<UUID> rows)
            throws SQLException {
        String query =
                "SELECT entity_id, entity_type FROM core_history WHERE entity_id IN (:ids) AND"
                        + " entity_type IN ("
                        + documents.keySet().stream()
                                .map("'%s'"::formatted)
                                .collect(Collectors.joining(", "))
                        + ")";
        Map<UUID, DocumentKey> found = new HashMap<>();
        ask(
                connection,
                query,
                rows,
                row -> {
                    UUID id = Sql.uuid(row, 1);
                    found.put(id, new DocumentKey(row.getString(2), id));
                });
        return found;
    }

    private static Map<UUID, DocumentKey> owners(
            Connection connection, List<String> queries, Set<UUID> rows) throws SQLException {
        Map<UUID, DocumentKey> owners = new HashMap<>();
        for (String query : queries) {
            ask(
                    connection,
                    query,
                    rows,
                    row ->
                            owners.put(
                                    Sql.uuid(row, 1),
                                    new DocumentKey(row.getString(2), Sql.uuid(row, 3))));
        }
        return owners;
    }

    /** What people call these; those of which nothing is known are left out. */
    public Map<DocumentKey, DocumentSketch> describe(
            Connection connection, Collection<DocumentKey> keys) throws SQLException {
        Map<DocumentKey, DocumentSketch> sketches = new HashMap<>();
        for (Map.Entry<String, Set<UUID>> each : byType(keys).entrySet()) {
            String query = documents.get(each.getKey());
            if (query != null) {
                ask(
                        connection,
                        query,
                        each.getValue(),
                        row ->
                                sketches.put(
                                        new DocumentKey(each.getKey(), Sql.uuid(row, 1)),
                                        sketch(row)));
            }
        }
        return sketches;
    }

    private static DocumentSketch sketch(ResultSet row) throws SQLException {
        Date day = row.getDate(3);
        return new DocumentSketch(
                row.getString(2),
                day == null ? null : day.toLocalDate(),
                row.getBigDecimal(4),
                row.getString(5));
    }

    /** What was made from these, by the document's id. */
    public Map<UUID, Set<DocumentKey>> successors(Connection connection, Set<UUID> documents)
            throws SQLException {
        Map<UUID, Set<DocumentKey>> made = new HashMap<>();
        for (String query : successors) {
            ask(
                    connection,
                    query,
                    documents,
                    row ->
                            made.computeIfAbsent(Sql.uuid(row, 1), _ -> new LinkedHashSet<>())
                                    .add(new DocumentKey(row.getString(2), Sql.uuid(row, 3))));
        }
        return made;
    }

    /** Which of its queries a schema cannot answer, and why; none in a schema of this build. */
    public List<String> problems(Connection connection) throws SQLException {
        List<String> queries = new ArrayList<>(documents.values());
        queries.addAll(parts);
        queries.addAll(successors);
        List<String> problems = new ArrayList<>();
        for (String query : queries) {
            try (Statement statement = connection.createStatement()) {
                statement.executeQuery(query.replace(IDS, "0x00")).close();
            } catch (SQLException e) {
                problems.add(query + ": " + e.getMessage());
            }
        }
        return problems;
    }

    /** What is done with a row. */
    @FunctionalInterface
    interface Taker {
        void take(ResultSet row) throws SQLException;
    }

    /**
     * Asks so many ids at a time.
     *
     * @param query names them as {@code :ids}
     * @param arguments what it takes besides
     */
    static void ask(
            Connection connection, String query, Set<UUID> ids, Taker taker, Object... arguments)
            throws SQLException {
        List<UUID> all = List.copyOf(ids);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            String some =
                    all.subList(from, Math.min(all.size(), from + AT_ONCE)).stream()
                            .map(it -> "0x" + Sql.hex(it))
                            .collect(Collectors.joining(", "));
            try (PreparedStatement statement =
                    connection.prepareStatement(query.replace(IDS, some))) {
                statement.setQueryTimeout(SECONDS);
                for (int i = 0; i < arguments.length; i++) {
                    statement.setObject(i + 1, arguments[i]);
                }
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        taker.take(rows);
                    }
                }
            } catch (SQLException e) {
                if (!ABSENT.contains(e.getErrorCode())) {
                    throw e;
                }
                return;
            }
        }
    }

    static Map<String, Set<UUID>> byType(Collection<DocumentKey> keys) {
        Map<String, Set<UUID>> byType = new LinkedHashMap<>();
        keys.forEach(it -> byType.computeIfAbsent(it.type(), _ -> new HashSet<>()).add(it.id()));
        return byType;
    }
}

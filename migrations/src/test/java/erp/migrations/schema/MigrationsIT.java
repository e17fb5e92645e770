package erp.migrations.schema;

import static org.assertj.core.api.Assertions.assertThat;

import erp.migrations.SampleRows;
import erp.migrations.TestDatabase;
import erp.migrations.TestSchema;
import erp.migrations.sql.SchemaTables;
import erp.migrations.sql.Sql;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Whatever migrations there are: each goes up, back and up again on a database with rows. */
class MigrationsIT {
    /** Which modules' tables a module's foreign keys may point to, besides its own. */
    private static final Map<String, Set<String>> ARROWS =
            Map.of(
                    "core", Set.of(),
                    "users", Set.of("core"),
                    "finance", Set.of("core"),
                    "inventory", Set.of("core", "finance"),
                    "sales", Set.of("core", "finance", "inventory"),
                    "purchasing", Set.of("core", "finance", "inventory"),
                    "production", Set.of("core", "finance", "inventory"),
                    "hr", Set.of("core", "finance"),
                    "crm", Set.of("core", "finance", "inventory", "sales"));

    /** Modules of tables that are still named after the module that had them before. */
    private static final Map<String, String> OWNERS =
            Map.of(
                    "sales_invoice", "finance",
                    "sales_invoice_line", "finance",
                    "sales_delivery", "inventory",
                    "sales_delivery_line", "inventory");

    @TestFactory
    Stream<DynamicTest> each_migration_goes_up_and_back_and_up_again() {
        TestSchema schema = TestDatabase.emptySchema().unencrypted();
        List<Migration> all = Migrations.ofBuild().all();
        List<DynamicTest> tests = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            var known = new Migrations(all.subList(0, i + 1));
            tests.add(DynamicTest.dynamicTest(all.get(i).file(), () -> upDownUp(schema, known)));
        }
        return tests.stream();
    }

    private static void upDownUp(TestSchema schema, Migrations known) throws SQLException {
        String stamp = known.all().getLast().stamp();
        var migrator = new Migrator(schema.owner().dataSource(), known);
        try (Connection connection = schema.owner().connect()) {
            SchemaSnapshot before = SchemaSnapshot.of(connection);
            Map<String, List<String>> columns = columns(connection);
            Set<String> named = WholeSchema.words(known.all().getLast());

            assertThat(migrator.migrateWithContract()).containsExactly(stamp);
            SchemaSnapshot after = SchemaSnapshot.of(connection);
            Map<String, List<String>> kept = common(columns, columns(connection));
            fillNewTables(connection, columns.keySet());
            Map<String, List<String>> data = data(connection, kept, named);

            assertThat(migrator.undoLast(DataLoss.ACCEPTED)).map(UndoPlan::stamp).contains(stamp);
            assertThat(SchemaSnapshot.of(connection).facts())
                    .as("the schema after undo")
                    .isEqualTo(before.facts());
            assertThat(data(connection, kept, named)).as("the rows after undo").isEqualTo(data);

            assertThat(migrator.migrateWithContract()).containsExactly(stamp);
            assertThat(SchemaSnapshot.of(connection).facts())
                    .as("the schema when applied again")
                    .isEqualTo(after.facts());
            assertThat(data(connection, kept, named))
                    .as("the rows when applied again")
                    .isEqualTo(data);
            fillNewTables(connection, columns.keySet());
        }
    }

    private static void fillNewTables(Connection connection, Set<String> old) throws SQLException {
        Set<String> tables = new TreeSet<>(columns(connection).keySet());
        tables.removeAll(old);
        for (String table : tables) {
            new SampleRows(connection).fill(table);
        }
    }

    /** The columns by table, in order. */
    private static Map<String, List<String>> columns(Connection connection) throws SQLException {
        Map<String, List<String>> columns = new TreeMap<>();
        Sql.query(
                connection,
                row ->
                        !SchemaTables.OWN.contains(row.getString(1))
                                && columns.computeIfAbsent(row.getString(1), _ -> new ArrayList<>())
                                        .add("`" + row.getString(2) + "`"),
                """
                SELECT table_name, column_name FROM information_schema.columns
                WHERE table_schema = database() ORDER BY table_name, ordinal_position\
                """);
        return columns;
    }

    /** What a step drops it cannot bring back with its content; all else must stay. */
    private static Map<String, List<String>> common(
            Map<String, List<String>> before, Map<String, List<String>> after) {
        Map<String, List<String>> common = new TreeMap<>();
        before.forEach(
                (table, names) -> {
                    if (after.containsKey(table)) {
                        List<String> kept = new ArrayList<>(names);
                        kept.retainAll(after.get(table));
                        common.put(table, kept);
                    }
                });
        return common;
    }

    /** The rows of every table that a step names, sorted, as a checksum each; one of all others. */
    private static Map<String, List<String>> data(
            Connection connection, Map<String, List<String>> columns, Set<String> named)
            throws SQLException {
        Map<String, List<String>> data = new TreeMap<>();
        Set<String> others = new TreeSet<>(columns.keySet());
        others.removeAll(named);
        if (!others.isEmpty()) {
            Sql.query(
                    connection,
                    row -> data.put(row.getString(1), List.of(row.getString(2))),
                    "CHECKSUM TABLE `" + String.join("`, `", others) + "`");
        }
        for (Map.Entry<String, List<String>> table : columns.entrySet()) {
            if (named.contains(table.getKey())) {
                data.put(table.getKey(), rows(connection, table.getKey(), table.getValue()));
            }
        }
        return data;
    }

    private static List<String> rows(Connection connection, String table, List<String> columns)
            throws SQLException {
        String fields =
                String.join(
                        ", ",
                        columns.stream().map("coalesce(hex(%s), 'null')"::formatted).toList());
        return Sql.strings(
                connection,
                "SELECT sha2(concat_ws('|', %s), 256) FROM `%s` ORDER BY 1"
                        .formatted(fields, table));
    }

    @Test
    void foreign_keys_follow_the_modules_arrows() throws SQLException {
        try (TestSchema schema = TestDatabase.schema();
                Connection connection = schema.owner().connect()) {
            List<String> against =
                    Sql.query(
                            connection,
                            row ->
                                    row.getString(1)
                                            + " -> "
                                            + row.getString(2)
                                            + " ("
                                            + row.getString(3)
                                            + ")",
                            """
                            SELECT table_name, referenced_table_name, constraint_name
                            FROM information_schema.referential_constraints
                            WHERE constraint_schema = database()\
                            """);
            assertThat(against).allSatisfy(MigrationsIT::followsArrow);
        }
    }

    private static void followsArrow(String key) {
        String[] tables = key.split(" -> ");
        String from = owner(tables[0]);
        String to = owner(tables[1].split(" ")[0]);
        assertThat(from.equals(to) || ARROWS.getOrDefault(from, Set.of()).contains(to))
                .as(key)
                .isTrue();
    }

    private static String owner(String table) {
        return OWNERS.getOrDefault(table, table.split("_")[0]);
    }

    @Test
    void every_table_keeps_its_rows_in_innodb_and_says_utf8() throws SQLException {
        try (TestSchema schema = TestDatabase.schema();
                Connection connection = schema.owner().connect()) {
            assertThat(
                            Sql.strings(
                                    connection,
                                    """
                                    SELECT table_name FROM information_schema.tables
                                    WHERE table_schema = database() AND table_type = 'BASE TABLE'
                                          AND (engine <> 'InnoDB' OR table_collation NOT LIKE 'utf8mb4%')\
                                    """))
                    .isEmpty();
        }
    }

    @Test
    void constraints_are_named_after_what_they_are() throws SQLException {
        try (TestSchema schema = TestDatabase.schema();
                Connection connection = schema.owner().connect()) {
            assertThat(
                            Sql.strings(
                                    connection,
                                    """
                                    SELECT concat(table_name, ': ', constraint_type, ' ', constraint_name)
                                    FROM information_schema.table_constraints
                                    WHERE table_schema = database() AND NOT (
                                        constraint_type = 'PRIMARY KEY'
                                        OR (constraint_type = 'FOREIGN KEY' AND constraint_name LIKE 'fk\\_%')
                                        OR (constraint_type = 'UNIQUE' AND constraint_name LIKE 'uq\\_%')
                                        OR (constraint_type = 'CHECK' AND (constraint_name LIKE 'ck\\_%'
                                            OR table_name IN ('schema_step', 'schema_undo_log'))))\
                                    """))
                    .isEmpty();
        }
    }
}

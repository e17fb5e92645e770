package erp.migrations.schema;

import erp.migrations.SampleRows;
import erp.migrations.TestDatabase;
import erp.migrations.TestSchema;
import erp.migrations.sql.Sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A schema that is migrated step by step, with a row in each table, and excerpts of it. */
final class WholeSchema {
    private static final Pattern WORD = Pattern.compile("\\w+");
    private static final Pattern CREATE_TABLE = Pattern.compile("(?i)\\bcreate table `?(\\w+)");
    private static final Set<String> NOTES =
            Set.of("flyway_schema_history", "schema_step", "schema_contract", "schema_undo_log");

    private final TestSchema schema;
    private final List<Migration> all;
    private int applied;

    WholeSchema(TestSchema schema, List<Migration> all) {
        this.schema = schema;
        this.all = all;
    }

    /**
     * A schema of its own as it is before a migration, cut down to the tables that this names and
     * those that they refer to: a kill costs a tenth there.
     */
    TestSchema excerptBefore(int migration) throws SQLException {
        TestSchema excerpt = TestDatabase.emptySchema().unencrypted();
        while (applied < migration) {
            new Migrator(
                            schema.owner().dataSource(),
                            new Migrations(all.subList(applied, applied + 1)))
                    .migrateWithContract();
            applied++;
            fillNew();
        }
        if (migration == 0) {
            var first =
                    new Migrator(excerpt.owner().dataSource(), new Migrations(all.subList(0, 1)));
            first.migrate(); // makes the tables that migrations are kept in
            first.undoLast(DataLoss.ACCEPTED);
            return excerpt;
        }
        try (Connection connection = excerpt.administrator().connect()) {
            Sql.execute(connection, "SET foreign_key_checks = 0");
            for (String table : named(all.get(migration))) {
                copy(connection, table);
            }
        }
        return excerpt;
    }

    static Set<String> words(Migration migration) {
        return WORD.matcher(migration.sql() + " " + migration.undoSql().orElse(""))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }

    static List<String> tables(Connection connection) throws SQLException {
        return Sql.strings(
                connection,
                "SELECT table_name FROM information_schema.tables"
                        + " WHERE table_schema = database() AND table_type = 'BASE TABLE'");
    }

    private void fillNew() throws SQLException {
        try (Connection connection = schema.owner().connect()) {
            Matcher created = CREATE_TABLE.matcher(all.get(applied - 1).sql());
            if (created.find()) {
                new SampleRows(connection).fill(created.group(1));
            }
        }
    }

    private Set<String> named(Migration migration) throws SQLException {
        Set<String> wanted = new TreeSet<>(NOTES);
        wanted.addAll(words(migration));
        try (Connection connection = schema.owner().connect()) {
            List<String> tables = tables(connection);
            wanted.retainAll(tables);
            for (int before = 0; before != wanted.size(); ) {
                before = wanted.size();
                for (String table : List.copyOf(wanted)) {
                    wanted.addAll(parents(connection, table));
                }
            }
        }
        return wanted;
    }

    private static List<String> parents(Connection connection, String table) throws SQLException {
        return Sql.strings(
                connection,
                "SELECT referenced_table_name FROM information_schema.referential_constraints"
                        + " WHERE constraint_schema = database() AND table_name = ?",
                table);
    }

    private void copy(Connection connection, String table) throws SQLException {
        String from = "`%s`.`%s`".formatted(schema.name(), table);
        Sql.execute(
                connection,
                Sql.query(connection, row -> row.getString(2), "SHOW CREATE TABLE " + from)
                        .getFirst());
        List<String> columns =
                Sql.strings(
                        connection,
                        "SELECT concat('`', column_name, '`') FROM information_schema.columns WHERE"
                            + " table_schema = ? AND table_name = ? AND"
                            + " coalesce(generation_expression, '') = '' ORDER BY ordinal_position",
                        schema.name(),
                        table);
        String list = String.join(", ", columns);
        Sql.execute(
                connection,
                "INSERT INTO `%s` (%s) SELECT %s FROM %s".formatted(table, list, list, from));
    }
}

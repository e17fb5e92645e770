package erp.migrations.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import erp.migrations.sql.ResourceFolder;
import erp.migrations.sql.SqlScript;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

class MigrationFilesTest {
    /** The modules and the day their stamps lie on, so that two of them never take the same one. */
    private static final Map<String, String> FIRST_DAYS =
            Map.of(
                    "core", "20261101",
                    "users", "20261102",
                    "finance", "20261103",
                    "inventory", "20261104",
                    "sales", "20261105");

    private static final Set<String> MODULES =
            Set.of(
                    "core",
                    "users",
                    "finance",
                    "inventory",
                    "sales",
                    "purchasing",
                    "production",
                    "hr",
                    "crm");
    private static final Pattern CREATE_TABLE =
            Pattern.compile("(?is)create\\s+table\\s+(?:if\\s+not\\s+exists\\s+)?`?(\\w+)`?.*");

    static Stream<Migration> migrations() {
        return Migrations.ofBuild().all().stream();
    }

    @ParameterizedTest
    @MethodSource("migrations")
    void a_migration_belongs_to_a_module_and_has_a_way_back(Migration migration) {
        String module = migration.name().split("_")[0];
        assertThat(MODULES).contains(module);
        assertThat(migration.undoSql()).as(Migration.undoFile(migration.file())).isPresent();
        String day = migration.version().substring(0, 8);
        FIRST_DAYS.forEach(
                (other, first) -> {
                    if (day.equals(first)) {
                        assertThat(module).as("owner of stamps on " + first).isEqualTo(other);
                    }
                });
    }

    @ParameterizedTest
    @MethodSource("migrations")
    void a_migration_is_one_ddl_statement_or_only_rows_both_ways(Migration migration) {
        assertThat(shape(migration.sql())).as(migration.file()).isIn("one ddl", "rows");
        assertThat(shape(migration.undoSql().orElseThrow()))
                .as(Migration.undoFile(migration.file()))
                .isIn("one ddl", "rows");
    }

    @ParameterizedTest
    @MethodSource("migrations")
    void a_new_table_is_named_after_its_module(Migration migration) {
        for (String statement : SqlScript.statements(migration.sql())) {
            Matcher matcher = CREATE_TABLE.matcher(SqlScript.withoutComments(statement));
            if (matcher.matches()) {
                assertThat(matcher.group(1)).startsWith(migration.name().split("_")[0] + "_");
            }
        }
    }

    @Test
    void no_undo_script_is_without_its_migration() {
        List<String> expected = migrations().map(it -> Migration.undoFile(it.file())).toList();
        assertThat(expected).containsAll(ResourceFolder.read("sql/undo").keySet());
    }

    @Test
    void a_migration_without_a_mark_is_refused() {
        String file = "V20261101_0900__core_create_thing.sql";
        assertThatThrownBy(() -> Migration.of(file, "CREATE TABLE t (i int)", Optional.empty()))
                .hasMessageContaining(file + ": the first line must be");
    }

    @Test
    void a_migration_with_a_wrong_name_is_refused() {
        assertThatThrownBy(() -> Migration.of("V1__thing.sql", "-- expand\n", Optional.empty()))
                .hasMessageContaining("V<yyyyMMdd_HHmm>__<module>_<verb>_<what>.sql");
    }

    @Test
    void two_migrations_with_one_stamp_are_refused() {
        var one =
                Migration.of("V20261101_0900__core_create_a.sql", "-- expand\n", Optional.empty());
        var two =
                Migration.of("V20261101_0900__core_create_b.sql", "-- expand\n", Optional.empty());
        assertThatThrownBy(() -> new Migrations(List.of(one, two)))
                .hasMessageContaining("same stamp");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE core_a ADD COLUMN b int, ALGORITHM=INSTANT",
                "alter table core_a add index ix_a (b), algorithm = inplace, lock = none",
                "CREATE INDEX ix_a ON core_a (b) LOCK=NONE ALGORITHM=INPLACE",
                "DROP INDEX ix_a ON core_a ALGORITHM=INPLACE LOCK=NONE",
                "-- offline: a check reads every row, and nobody uses the table at night\n"
                        + "ALTER TABLE core_a ADD CONSTRAINT ck_a CHECK (b > 0)",
                "CREATE TABLE core_b (i int)",
                "DROP TABLE core_b",
                "UPDATE core_a SET b = 1"
            })
    void a_change_of_a_table_that_lets_others_go_on_or_says_why_not_is_taken(String sql) {
        new Migrations(List.of(newer(sql, "")));
        new Migrations(List.of(newer("CREATE TABLE core_c (i int)", sql)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE core_a ADD COLUMN b int",
                "alter table core_a add column b int comment 'x, ALGORITHM=COPY'",
                "ALTER TABLE core_a ADD COLUMN b int -- , ALGORITHM=INSTANT",
                "ALTER TABLE core_a ADD INDEX ix_a (b), ALGORITHM=INPLACE",
                "CREATE UNIQUE INDEX uq_a ON core_a (b)",
                "CREATE INDEX ix_a ON core_a (b) LOCK=NONE",
                "DROP INDEX ix_a ON core_a",
                "-- offline:\nDROP INDEX ix_a ON core_a"
            })
    void a_change_of_a_table_that_may_block_others_is_refused(String sql) {
        String file = "20261127_0900__core_change_a.sql: a change of a table must end with";
        assertThatThrownBy(() -> new Migrations(List.of(newer(sql, ""))))
                .hasMessageContaining("V" + file)
                .hasMessageContaining("-- offline: <reason>");
        assertThatThrownBy(() -> new Migrations(List.of(newer("CREATE TABLE core_c (i int)", sql))))
                .hasMessageContaining("U" + file);
    }

    /** Their text is in the histories of installations: Flyway refuses an edited one. */
    @Test
    void migrations_from_before_the_rule_stay_as_they_are() {
        long exempt =
                migrations()
                        .filter(it -> it.stamp().compareTo(OnlineDdl.BEFORE_THE_RULE) <= 0)
                        .count();
        assertThat(exempt).isEqualTo(209);
    }

    private static Migration newer(String sql, String undo) {
        return Migration.of(
                "V20261127_0900__core_change_a.sql", "-- expand\n" + sql, Optional.of(undo));
    }

    private static String shape(String sql) {
        List<String> statements = SqlScript.statements(sql);
        long ddl = statements.stream().filter(SqlScript::isDdl).count();
        if (ddl == 0) {
            return statements.isEmpty() ? "empty" : "rows";
        }
        return ddl == 1 && statements.size() == 1
                ? "one ddl"
                : ddl + " ddl of " + statements.size();
    }
}

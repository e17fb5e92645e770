package erp.migrations.schema;

import erp.migrations.sql.MigrationException;
import erp.migrations.sql.SqlScript;

import java.util.regex.Pattern;

/**
 * The rule that a change of a table in use says how it lets others go on: the database then refuses
 * what it cannot do so, instead of copying the table while every writer waits.
 */
final class OnlineDdl {
    /** Migrations up to this one were released before the rule, and may not be edited any more. */
    static final String BEFORE_THE_RULE = "20261126_1935";

    private static final Pattern CHANGES_A_TABLE =
            Pattern.compile(
                    "(?is)(alter\\s+table|create\\s+(unique\\s+|fulltext\\s+|spatial\\s+)?index|drop\\s+index)\\b.*");
    private static final Pattern INSTANT = Pattern.compile("(?i)\\balgorithm\\s*=?\\s*instant\\b");
    private static final Pattern IN_PLACE =
            Pattern.compile(
                    "(?is)(?=.*\\balgorithm\\s*=?\\s*inplace\\b)(?=.*\\block\\s*=?\\s*none\\b).*");
    private static final Pattern LITERAL = Pattern.compile("'[^']*'");
    private static final Pattern WHY_NOT = Pattern.compile("(?m)^-- offline: *\\S+");

    private OnlineDdl() {}

    /** Throws where one of the two scripts breaks the rule. */
    static void check(Migration migration) {
        if (migration.stamp().compareTo(BEFORE_THE_RULE) <= 0) {
            return;
        }
        check(migration.file(), migration.sql());
        migration.undoSql().ifPresent(sql -> check(Migration.undoFile(migration.file()), sql));
    }

    /** Whether it changes a table that others use, and does not say that they can go on. */
    static boolean mayBlock(String statement) {
        String sql = LITERAL.matcher(SqlScript.withoutComments(statement)).replaceAll("''");
        return CHANGES_A_TABLE.matcher(sql).matches()
                && !INSTANT.matcher(sql).find()
                && !IN_PLACE.matcher(sql).matches();
    }

    private static void check(String file, String sql) {
        if (WHY_NOT.matcher(sql).find()) {
            return;
        }
        for (String statement : SqlScript.statements(sql)) {
            if (mayBlock(statement)) {
                throw new MigrationException(
                        file
                                + ": a change of a table must end with ALGORITHM=INSTANT or"
                                + " ALGORITHM=INPLACE, LOCK=NONE; where the database offers"
                                + " neither, a line \"-- offline: <reason>\" says why writers have"
                                + " to wait");
            }
        }
    }
}

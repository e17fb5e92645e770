package erp.migrations.schema;

import erp.migrations.sql.Sql;
import erp.migrations.sql.SqlScript;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What one step back will run, and what is lost by it for good. */
public record UndoPlan(String stamp, String name, List<String> statements, List<Loss> losses) {
    private static final String NAME = "`?(\\w+)`?";
    private static final Pattern DROP_TABLE =
            Pattern.compile("(?is)drop\\s+table\\s+(?:if\\s+exists\\s+)?" + NAME + ".*");
    private static final Pattern TRUNCATE =
            Pattern.compile("(?is)truncate\\s+(?:table\\s+)?" + NAME + ".*");
    private static final Pattern ALTER = Pattern.compile("(?is)alter\\s+table\\s+" + NAME + "(.*)");
    private static final Pattern DROP_COLUMN =
            Pattern.compile(
                    "(?i)\\bdrop\\s+(?:column\\s+)?(?:if\\s+exists\\s+)?(?!column\\b|index\\b|key\\b|"
                        + "constraint\\b|foreign\\b|primary\\b|check\\b|partition\\b|if\\b)"
                            + NAME);
    private static final Pattern DELETE =
            Pattern.compile("(?is)delete\\s+from\\s+" + NAME + "(\\s+where\\s+.*)?");

    /** Rows whose content goes, and where. */
    public record Loss(String what, long rows) {
        @Override
        public String toString() {
            return what + ": " + rows + (rows == 1 ? " row" : " rows");
        }
    }

    public UndoPlan {
        statements = List.copyOf(statements);
        losses = List.copyOf(losses);
    }

    /** One sentence for people. */
    public String warning() {
        String lost =
                losses.stream()
                        .filter(loss -> loss.rows() > 0)
                        .map(Loss::toString)
                        .collect(Collectors.joining("; "));
        return "Undoing %s %s %s."
                .formatted(
                        stamp, name, lost.isEmpty() ? "loses no data" : "loses for good: " + lost);
    }

    static List<Loss> losses(Connection connection, List<String> statements) throws SQLException {
        List<Loss> losses = new ArrayList<>();
        for (String statement : statements) {
            String sql = SqlScript.withoutComments(statement);
            Matcher table = DROP_TABLE.matcher(sql);
            Matcher emptied = TRUNCATE.matcher(sql);
            Matcher altered = ALTER.matcher(sql);
            Matcher deleted = DELETE.matcher(sql);
            if (table.matches()) {
                add(losses, connection, "table " + table.group(1), table.group(1), "");
            } else if (emptied.matches()) {
                add(losses, connection, "table " + emptied.group(1), emptied.group(1), "");
            } else if (deleted.matches()) {
                String where = deleted.group(2) == null ? "" : deleted.group(2);
                add(losses, connection, "rows of " + deleted.group(1), deleted.group(1), where);
            } else if (altered.matches()) {
                Matcher column = DROP_COLUMN.matcher(altered.group(2));
                while (column.find()) {
                    String name = altered.group(1) + "." + column.group(1);
                    String where = " WHERE `" + column.group(1) + "` IS NOT NULL";
                    add(losses, connection, "column " + name, altered.group(1), where);
                }
            }
        }
        return losses;
    }

    /** What is not there any more, because an undo was interrupted, cannot be lost again. */
    private static void add(
            List<Loss> losses, Connection connection, String what, String table, String where)
            throws SQLException {
        if (History.exists(connection, table)) {
            String sql = "SELECT count(*) FROM `" + table + "`" + where;
            losses.add(new Loss(what, Sql.number(connection, sql)));
        }
    }
}

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
    private static final Pattern DELETE_JOINED =
            Pattern.compile("(?is)delete\\s+" + NAME + "\\s+from\\s+(.*)");
    private static final Pattern UPDATE =
            Pattern.compile("(?is)update\\s+(.+?)\\sset\\s.*?(\\swhere\\s.*)?");

    /**
     * Types into which a value is rounded without an error; all others refuse what does not fit.
     */
    private static final Pattern ROUNDING =
            Pattern.compile(
                    "(?i)\\b(?:modify|change)\\s+(?:column\\s+)?"
                            + NAME
                            + "\\s+(decimal\\(\\d+,\\s*\\d+\\)|(?:datetime|time)(?:\\(\\d\\))?)");

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

    /** Whether data is gone for good. */
    public boolean loses() {
        return losses.stream().anyMatch(it -> it.rows() > 0);
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
            Matcher joined = DELETE_JOINED.matcher(sql);
            Matcher updated = UPDATE.matcher(sql);
            if (table.matches()) {
                add(losses, connection, "table " + table.group(1), table.group(1), "");
            } else if (emptied.matches()) {
                add(losses, connection, "table " + emptied.group(1), emptied.group(1), "");
            } else if (deleted.matches()) {
                String where = deleted.group(2) == null ? "" : deleted.group(2);
                add(losses, connection, "rows of " + deleted.group(1), deleted.group(1), where);
            } else if (joined.matches()) {
                losses.add(loss(connection, "rows of ", joined.group(2)));
            } else if (updated.matches()) {
                String where = updated.group(2) == null ? "" : updated.group(2);
                losses.add(loss(connection, "old values of ", updated.group(1) + where));
            } else if (altered.matches()) {
                addColumns(losses, connection, altered.group(1), altered.group(2));
            }
        }
        return losses;
    }

    private static void addColumns(
            List<Loss> losses, Connection connection, String table, String changes)
            throws SQLException {
        Matcher column = DROP_COLUMN.matcher(changes);
        while (column.find()) {
            String name = table + "." + column.group(1);
            String where = " WHERE `" + column.group(1) + "` IS NOT NULL";
            add(losses, connection, "column " + name, table, where);
        }
        Matcher rounded = ROUNDING.matcher(changes);
        while (rounded.find()) {
            String name = table + "." + rounded.group(1);
            String where =
                    " WHERE `%1$s` <> cast(`%1$s` AS %2$s)"
                            .formatted(rounded.group(1), rounded.group(2));
            add(losses, connection, "digits of " + name, table, where);
        }
    }

    /** Of the rows that a statement with several tables means. */
    private static Loss loss(Connection connection, String what, String from) throws SQLException {
        return new Loss(
                what + from.strip().split("\\s")[0],
                Sql.number(connection, "SELECT count(*) FROM " + from));
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

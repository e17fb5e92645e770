package erp.migrations.backup.dump;

import erp.migrations.sql.MigrationException;
import erp.migrations.sql.Sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an account must be allowed to before it may read a backup. The server shows an account only
 * what it has rights on, and says nothing of the rest: without this a backup could lack it
 * silently.
 */
public final class ReadRights {
    private static final List<String> NEEDED = List.of("SELECT", "SHOW VIEW", "TRIGGER", "EVENT");

    /** Each lets an account see the names of all routines of the schema. */
    private static final Set<String> ROUTINE_NAMES =
            Set.of("EXECUTE", "CREATE ROUTINE", "ALTER ROUTINE", "SHOW CREATE ROUTINE");

    private static final Pattern GRANT =
            Pattern.compile("(GRANT|REVOKE) (.+?) ON (\\*|`(?:[^`]|``)*`)\\.\\* (?:TO|FROM) .*");
    private static final Pattern COLUMNS = Pattern.compile(" ?\\([^)]*\\)");

    private final Set<String> everywhere = new TreeSet<>();
    private final Set<String> here = new TreeSet<>();

    private ReadRights() {}

    public static void require(Connection connection, String schema) throws SQLException {
        of(grants(connection), schema).requireAll(account(connection), schema);
    }

    static ReadRights of(List<String> grants, String schema) {
        var rights = new ReadRights();
        for (String grant : grants) {
            Matcher matcher = GRANT.matcher(grant);
            if (matcher.matches()) {
                rights.take(matcher, schema);
            }
        }
        return rights;
    }

    /** What is missing, as it would be granted: first on the schema, then on the server. */
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        for (String right : NEEDED) {
            if (!may(here, right)) {
                missing.add(right);
            }
        }
        if (!everywhere.contains("SELECT")
                && !everywhere.contains("SHOW_ROUTINE")
                && ROUTINE_NAMES.stream().noneMatch(it -> may(here, it))) {
            missing.add("EXECUTE");
        }
        return missing;
    }

    private void requireAll(String account, String schema) {
        List<String> missing = missing();
        if (!missing.isEmpty()) {
            String rights = String.join(", ", missing);
            throw new MigrationException(
                    "Account %s lacks %s on %s: the backup could lack things that it cannot see. GRANT %s ON %s.* TO %s"
                            .formatted(
                                    account,
                                    rights,
                                    schema,
                                    rights,
                                    Names.quoted(schema),
                                    account));
        }
    }

    private void take(Matcher grant, String schema) {
        boolean onServer = grant.group(3).equals("*");
        if (!onServer && !covers(grant.group(3), schema)) {
            return;
        }
        String rights = COLUMNS.matcher(grant.group(2)).replaceAll("");
        List<String> names =
                Arrays.stream(rights.split(","))
                        .map(String::strip)
                        .map(it -> it.equals("ALL PRIVILEGES") ? "ALL" : it)
                        .toList();
        if (grant.group(1).equals("REVOKE")) {
            names.forEach(here::remove);
        } else {
            here.addAll(names);
            if (onServer) {
                everywhere.addAll(names);
                if (names.contains("ALL")) {
                    everywhere.add("SELECT");
                }
            }
        }
    }

    private static boolean may(Set<String> rights, String right) {
        return rights.contains("ALL") || rights.contains(right);
    }

    /** The name in a grant is a pattern, where an underscore without backslash is any character. */
    private static boolean covers(String quoted, String schema) {
        String pattern = quoted.substring(1, quoted.length() - 1).replace("``", "`");
        if (pattern.equals(schema)) {
            return true;
        }
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\\' && i + 1 < pattern.length()) {
                regex.append(Pattern.quote(String.valueOf(pattern.charAt(++i))));
            } else {
                regex.append(
                        switch (c) {
                            case '_' -> ".";
                            case '%' -> ".*";
                            default -> Pattern.quote(String.valueOf(c));
                        });
            }
        }
        return schema.matches(regex.toString());
    }

    private static List<String> grants(Connection connection) throws SQLException {
        List<String> grants = new ArrayList<>(Sql.strings(connection, "SHOW GRANTS"));
        if (!Sessions.isMariaDb(connection)) {
            String roles = Sql.strings(connection, "SELECT current_role()").getFirst();
            if (!roles.equals("NONE")) {
                grants.addAll(
                        Sql.strings(connection, "SHOW GRANTS FOR CURRENT_USER() USING " + roles));
            }
        }
        return grants;
    }

    private static String account(Connection connection) throws SQLException {
        return Sql.strings(connection, "SELECT current_user()").getFirst();
    }
}

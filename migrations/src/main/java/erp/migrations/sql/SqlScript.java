package erp.migrations.sql;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.internal.parser.ParsingContext;
import org.flywaydb.core.internal.resource.StringResource;
import org.flywaydb.core.internal.sqlscript.SqlStatementIterator;
import org.flywaydb.database.mysql.MySQLParser;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The only place that touches Flyway's internal classes: its parser knows where a statement ends.
 */
public final class SqlScript {
    /** A text in quotes, which may look like a comment inside, or a comment. */
    private static final Pattern COMMENTS =
            Pattern.compile(
                    "('(?:[^'\\\\]|\\\\.|'')*')|/\\*(?s:.*?)\\*/|(?m:(?:--[ \\t].*|--|#.*)$)");

    private static final Pattern DDL =
            Pattern.compile("(create|alter|drop|rename|truncate)\\b.*", Pattern.DOTALL);

    private SqlScript() {}

    public static List<String> statements(String sql) {
        var parser = new MySQLParser(Flyway.configure(), new ParsingContext());
        List<String> statements = new ArrayList<>();
        try (SqlStatementIterator iterator = parser.parse(new StringResource(sql))) {
            iterator.forEachRemaining(it -> statements.add(it.getSql()));
        }
        return statements;
    }

    /** Whether the database commits the statement by itself, at once. */
    public static boolean isDdl(String statement) {
        return DDL.matcher(withoutComments(statement).toLowerCase(Locale.ROOT)).matches();
    }

    public static String withoutComments(String statement) {
        return COMMENTS.matcher(statement)
                .replaceAll(it -> it.group(1) == null ? "" : Matcher.quoteReplacement(it.group(1)))
                .strip();
    }
}

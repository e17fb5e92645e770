package erp.core.traces;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a statement is called: its verb and the first table that it names. Never more of its text,
 * which may have values in it.
 */
record StatementName(String verb, String table) {
    private static final Pattern VERB = Pattern.compile("\\s*\\(?\\s*([a-zA-Z]{1,20})\\b");
    private static final Pattern TABLE =
            Pattern.compile(
                    "\\b(?:from|into|update|join|table)\\s+`?([a-z][a-z_0-9]{0,63})\\b",
                    Pattern.CASE_INSENSITIVE);

    static StatementName of(String sql) {
        int value = sql.indexOf('\'');
        String names = value < 0 ? sql : sql.substring(0, value);
        Matcher verb = VERB.matcher(names);
        Matcher table = TABLE.matcher(names);
        return new StatementName(
                verb.lookingAt() ? verb.group(1).toLowerCase(Locale.ROOT) : "statement",
                table.find() ? table.group(1) : "");
    }

    @Override
    public String toString() {
        return table.isEmpty() ? verb : verb + " " + table;
    }
}

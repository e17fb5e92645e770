package erp.migrations.backup.dump;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Something that a schema is made of, as the statement that makes it.
 *
 * @param sqlMode and the others: the session that it was made in, where that matters
 */
public record SchemaObject(
        Kind kind,
        String name,
        String sql,
        @Nullable String sqlMode,
        @Nullable String characterSet,
        @Nullable String collation,
        @Nullable String timeZone) {
    private static final Pattern COUNTER = Pattern.compile(" AUTO_INCREMENT=\\d+");

    /** In the order in which they can be made. */
    public enum Kind {
        TABLE,
        FUNCTION,
        PROCEDURE,
        VIEW,
        TRIGGER,
        EVENT
    }

    /** Without what rows that come and go change. */
    SchemaObject withoutCounter() {
        return kind == Kind.TABLE ? with(COUNTER.matcher(sql).replaceFirst("")) : this;
    }

    SchemaObject with(String otherSql) {
        return new SchemaObject(kind, name, otherSql, sqlMode, characterSet, collation, timeZone);
    }

    String title() {
        return kind.name().toLowerCase(Locale.ROOT) + " " + name;
    }
}

package erp.migrations.schema;

import erp.migrations.sql.MigrationException;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One step of the schema forward, and the script that takes it back.
 *
 * @param version as Flyway writes it, for example 20261101.0900
 */
public record Migration(
        String version, String name, Mark mark, String sql, Optional<String> undoSql)
        implements Comparable<Migration> {
    private static final Pattern FILE =
            Pattern.compile("V(\\d{8})_(\\d{4})__([a-z][a-z0-9]*(?:_[a-z0-9]+){2,})\\.sql");

    /**
     * When a step may run: expand steps suit the old and the new release, contract ones only the
     * new.
     */
    public enum Mark {
        EXPAND,
        CONTRACT
    }

    static Migration of(String file, String sql, Optional<String> undoSql) {
        Matcher matcher = FILE.matcher(file);
        if (!matcher.matches()) {
            throw new MigrationException(
                    file + ": the name must be V<yyyyMMdd_HHmm>__<module>_<verb>_<what>.sql");
        }
        return new Migration(
                matcher.group(1) + "." + matcher.group(2),
                matcher.group(3),
                markOf(file, sql),
                sql,
                undoSql);
    }

    /** As in the file's name, for example 20261101_0900. */
    public String stamp() {
        return version.replace('.', '_');
    }

    String file() {
        return "V" + stamp() + "__" + name + ".sql";
    }

    static String undoFile(String file) {
        return "U" + file.substring(1);
    }

    /** As Flyway keeps it in the history. */
    String description() {
        return name.replace('_', ' ');
    }

    @Override
    public int compareTo(Migration other) {
        return version.compareTo(other.version);
    }

    private static Mark markOf(String file, String sql) {
        return switch (sql.lines().findFirst().orElse("").strip()) {
            case "-- expand" -> Mark.EXPAND;
            case "-- contract" -> Mark.CONTRACT;
            default ->
                    throw new MigrationException(
                            file + ": the first line must be \"-- expand\" or \"-- contract\"");
        };
    }
}

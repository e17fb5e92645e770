package erp.migrations.backup.dump;

import java.util.List;
import java.util.stream.Collectors;

/** Identifiers as SQL wants them. */
public final class Names {
    private Names() {}

    public static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    public static String quoted(String schema, String name) {
        return quoted(schema) + "." + quoted(name);
    }

    static String list(List<Column> columns) {
        return columns.stream().map(Column::quoted).collect(Collectors.joining(", "));
    }
}

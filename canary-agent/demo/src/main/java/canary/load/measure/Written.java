package canary.load.measure;

import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the history knows of.
 *
 * @param types of documents by id
 */
record Written(Map<String, String> types) {

    /** All up to now. */
    static Written by(LoadDatabase database) throws SQLException {
        Map<String, String> types = new HashMap<>();
        try (var connection = database.login().dataSource().getConnection();
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "select distinct entity_type, lower(hex(entity_id)) from"
                                        + " core_history")) {
            while (rows.next()) {
                types.put(rows.getString(2), rows.getString(1));
            }
        }
        return new Written(types);
    }

    /** Without what was there before. */
    Written since(Written before) {
        Map<String, String> rest = new HashMap<>(types);
        before.types().keySet().forEach(rest::remove);
        return new Written(rest);
    }

    boolean has(String id) {
        return types.containsKey(plain(id));
    }

    /** How many there are of the same types as these, beside them. */
    long others(Collection<String> ids) {
        Set<String> told = new HashSet<>();
        Set<String> kinds = new HashSet<>();
        for (String id : ids) {
            told.add(plain(id));
            kinds.add(types.getOrDefault(plain(id), ""));
        }
        return types.entrySet().stream()
                .filter(it -> !told.contains(it.getKey()) && kinds.contains(it.getValue()))
                .count();
    }

    private static String plain(String id) {
        return id.replace("-", "").toLowerCase(Locale.ROOT);
    }
}

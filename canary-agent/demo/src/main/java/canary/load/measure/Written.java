package canary.load.measure;

import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

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

    /** How many there are of each of the types of these, that nobody has heard of. */
    Map<String, Long> unheardOf(Collection<String> ids, Collection<String> heard) {
        Set<String> told = new HashSet<>();
        Set<String> kinds = new HashSet<>();
        for (String id : ids) {
            told.add(plain(id));
            kinds.add(types.getOrDefault(plain(id), ""));
        }
        heard.forEach(id -> told.add(plain(id)));
        return types.entrySet().stream()
                .filter(it -> !told.contains(it.getKey()) && kinds.contains(it.getValue()))
                .collect(
                        Collectors.groupingBy(
                                Map.Entry::getValue, TreeMap::new, Collectors.counting()));
    }

    private static String plain(String id) {
        return id.replace("-", "").toLowerCase(Locale.ROOT);
    }
}

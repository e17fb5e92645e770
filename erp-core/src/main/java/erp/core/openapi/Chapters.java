package erp.core.openapi;

import java.util.HashMap;
import java.util.Map;

/**
 * What the description is ordered by.
 *
 * @param purposes what each module is for, by its name as in paths
 * @param prefixes what names of types begin with, by the package that the types lie in or below
 */
public record Chapters(Map<String, String> purposes, Map<String, String> prefixes) {
    private static final Map<String, String> PLATFORM =
            Map.of("erp.core", "core", "erp.core.http", "http", "erp.core.value", "");

    public Chapters {
        purposes = Map.copyOf(purposes);
        Map<String, String> all = new HashMap<>(PLATFORM);
        all.putAll(prefixes);
        prefixes = Map.copyOf(all);
    }

    /** Of the nearest package around it that has one. */
    String prefix(Class<?> type) {
        String place = type.getPackageName();
        while (!prefixes.containsKey(place)) {
            int dot = place.lastIndexOf('.');
            if (dot < 0) {
                throw new IllegalStateException(type + " belongs to no module that is listed");
            }
            place = place.substring(0, dot);
        }
        return prefixes.get(place);
    }
}

package canary.verdict;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Why a gate says what it says.
 *
 * @param sentence for the person on call
 * @param figures the same as data, in a stable order
 */
public record Evidence(String sentence, Map<String, Double> figures) {

    public Evidence {
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }

    /** Evidence that has no figures. */
    public static Evidence of(String sentence) {
        return new Evidence(sentence, Map.of());
    }
}

package canary.counters.scrape;

import java.util.Map;

/** One line of a Prometheus text page. */
public record Sample(String name, Map<String, String> labels, double value) {

    /** A label's value; the empty string where it is absent, as in Prometheus. */
    public String label(String label) {
        return labels.getOrDefault(label, "");
    }
}

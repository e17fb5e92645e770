package canary.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A piece of a plan. Scalars are kept as they are written: what YAML takes {@code 1.10}, {@code
 * 0755}, {@code yes} or {@code 2026-11-24} for is no business of a field that holds a version, a
 * name or a password.
 */
sealed interface PlanNode {

    /** Fields by name, in their order. */
    record Fields(Map<String, PlanNode> all) implements PlanNode {
        public Fields {
            all = Collections.unmodifiableMap(new LinkedHashMap<>(all));
        }
    }

    /** A list. */
    record Items(List<PlanNode> all) implements PlanNode {
        public Items {
            all = List.copyOf(all);
        }
    }

    /**
     * @param text as written, without quotes
     * @param kind what YAML takes it for; text where it stands in quotes
     */
    record Scalar(String text, Kind kind) implements PlanNode {}

    /** An empty value, or {@code null}. */
    record Nothing() implements PlanNode {}

    /** What a scalar is to YAML. */
    enum Kind {
        TEXT,
        NUMBER,
        TRUTH
    }
}

package canary.agent.field;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * How a version of a {@link FieldWorld} works, to be changed while it runs. At first it is as the
 * other one: a thousandth of its answers fail, and its orders and payments are posted.
 */
final class FieldVersion {

    final String name;

    /** Share of its answers that are 500. */
    double errors = 0.001;

    /** Routes that it refuses to everybody, such as {@code POST /api/v1/sales/orders}. */
    final Map<String, Integer> refusals = new TreeMap<>();

    /** Whether it answers at once and does nothing. */
    boolean isEmpty;

    /** How many times as long as usual an answer of a process of this age takes. */
    Function<Duration, Double> slowness = _ -> 1.0;

    FieldVersion(String name) {
        this.name = name;
    }
}

package canary.counters;

import java.time.Instant;
import java.util.List;

/**
 * One run of all checks of the data.
 *
 * @param at when its snapshot of the data was taken
 * @param violations the checks that did not pass; none when the data are in order
 */
public record DataCheck(Instant at, List<Violation> violations) {

    public DataCheck {
        violations = List.copyOf(violations);
    }
}

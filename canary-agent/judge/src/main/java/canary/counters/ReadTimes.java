package canary.counters;

import java.io.Serializable;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** When each source was read as of the look before. */
public final class ReadTimes implements Serializable {
    private Map<String, Instant> before = Map.of();

    /**
     * Whether all who count have been read since; else the interval goes on, because a version that
     * was not read has not been idle. Who does not tell is taken at his word.
     *
     * @param counts by the version of a source; empty for the mesh
     */
    public boolean haveAllPassed(Snapshot seen, Predicate<String> counts) {
        Map<String, Instant> now = new HashMap<>();
        for (ScrapeStatus status : seen.scrapes()) {
            if (counts.test(status.version())) {
                Instant earlier = before.get(status.source());
                Instant at = status.at();
                if (at == null || (earlier != null && !at.isAfter(earlier))) {
                    return false;
                }
                now.put(status.source(), at);
            }
        }
        before = now;
        return true;
    }
}

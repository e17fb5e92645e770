package canary.bench.results;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What JMH measured of one judgement.
 *
 * @param millis of time, in the mean
 * @param bytes allocated
 */
public record Cost(double millis, double bytes) {
    /** The benchmark's method that stands for it. */
    private static final String BENCHMARK = ".judgement";

    /** Empty where the file has no such benchmark. */
    public static Optional<Cost> read(Path jmhResults) {
        for (JsonNode result : JsonMapper.shared().readTree(jmhResults)) {
            if (result.path("benchmark").asString("").endsWith(BENCHMARK)) {
                double millis = result.path("primaryMetric").path("score").asDouble(0);
                JsonNode bytes = result.path("secondaryMetrics").path("gc.alloc.rate.norm");
                return Optional.of(new Cost(millis, bytes.path("score").asDouble(0)));
            }
        }
        return Optional.empty();
    }
}

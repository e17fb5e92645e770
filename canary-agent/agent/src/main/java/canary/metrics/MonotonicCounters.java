package canary.metrics;

import canary.counters.scrape.Sample;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps the counters of a running process from falling. What one server or replica read a moment
 * later than another is an older number, and a counter that falls would be taken for a restart and
 * counted whole again. A process that began anew says so by its start time.
 */
final class MonotonicCounters {

    private static final double SAME_START_SECONDS = 0.5;

    private record Seen(double started, Map<Series, Double> last) {}

    private record Series(String name, Map<String, String> labels) {}

    private final Map<String, Seen> processes = new HashMap<>();

    List<Sample> of(String process, List<Sample> page) {
        double started =
                page.stream()
                        .filter(sample -> sample.name().equals("process_start_time_seconds"))
                        .mapToDouble(Sample::value)
                        .findFirst()
                        .orElse(Double.NaN);
        Seen before = processes.get(process);
        Map<Series, Double> last =
                before != null && Math.abs(before.started() - started) <= SAME_START_SECONDS
                        ? before.last()
                        : new HashMap<>();
        List<Sample> risen = new ArrayList<>(page.size());
        for (Sample sample : page) {
            if (isCounter(sample.name()) && Double.isFinite(sample.value())) {
                double value =
                        last.merge(
                                new Series(sample.name(), sample.labels()),
                                sample.value(),
                                Math::max);
                risen.add(new Sample(sample.name(), sample.labels(), value));
            } else {
                risen.add(sample);
            }
        }
        processes.put(process, new Seen(started, last));
        return risen;
    }

    private static boolean isCounter(String metric) {
        return metric.endsWith("_total")
                || metric.endsWith("_bucket")
                || metric.endsWith("_count")
                || metric.endsWith("_sum");
    }
}

package canary.counters.scrape;

import canary.counters.Usage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Adds up the gauges of a version's pods at one moment. Unlike counters they need no memory: a pod
 * that is not read is missing from the sum, so the number of pods goes with it.
 */
public final class Usages {

    private static final int HEAP_USED = 0;
    private static final int HEAP_MAX = 1;
    private static final int POOL_ACTIVE = 2;
    private static final int POOL_PENDING = 3;
    private static final int POOL_MAX = 4;
    private static final Map<String, Integer> GAUGES =
            Map.of(
                    "jvm_gc_live_data_size_bytes", HEAP_USED,
                    "jvm_gc_max_data_size_bytes", HEAP_MAX,
                    "hikaricp_connections_active", POOL_ACTIVE,
                    "hikaricp_connections_pending", POOL_PENDING,
                    "hikaricp_connections_max", POOL_MAX);

    private Usages() {}

    /** Names of the metrics that are looked at. */
    public static Set<String> metrics() {
        return GAUGES.keySet();
    }

    /**
     * Usage by version.
     *
     * @param pages of the pods that could be read
     * @param cpuSeconds processor time so far, by version
     */
    public static List<Usage> of(Collection<List<Sample>> pages, Map<String, Double> cpuSeconds) {
        Map<String, double[]> sums = new TreeMap<>();
        Map<String, Integer> pods = new TreeMap<>();
        cpuSeconds.keySet().forEach(version -> sums.put(version, new double[GAUGES.size()]));
        for (List<Sample> page : pages) {
            add(page, sums);
            page.stream()
                    .filter(Usages::isGauge)
                    .map(sample -> sample.label("version"))
                    .distinct()
                    .forEach(version -> pods.merge(version, 1, Integer::sum));
        }
        List<Usage> usages = new ArrayList<>();
        sums.forEach(
                (version, sum) ->
                        usages.add(
                                new Usage(
                                        version,
                                        cpuSeconds.getOrDefault(version, 0.0),
                                        sum[HEAP_USED],
                                        sum[HEAP_MAX],
                                        sum[POOL_ACTIVE],
                                        sum[POOL_PENDING],
                                        sum[POOL_MAX],
                                        pods.getOrDefault(version, 0))));
        return usages;
    }

    private static void add(List<Sample> page, Map<String, double[]> sums) {
        for (Sample sample : page) {
            if (isGauge(sample)) {
                double[] sum =
                        sums.computeIfAbsent(
                                sample.label("version"), _ -> new double[GAUGES.size()]);
                sum[GAUGES.getOrDefault(sample.name(), 0)] += Math.max(0, sample.value());
            }
        }
    }

    private static boolean isGauge(Sample sample) {
        return GAUGES.containsKey(sample.name())
                && !sample.label("version").isEmpty()
                && Double.isFinite(sample.value());
    }
}

package canary.metrics;

import canary.counters.scrape.Sample;
import canary.metrics.PrometheusApi.Row;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Sorts series by the process that exposes them and undoes what scraping did to them. Where several
 * scrapes see the same process (two jobs, two replicas of Prometheus), one copy is kept: added up
 * they would double every count.
 */
final class Processes {

    /** Labels that scraping adds: they tell targets, jobs and servers, never what is counted. */
    static final List<String> TARGET_LABELS =
            List.of(
                    "job",
                    "instance",
                    "pod",
                    "namespace",
                    "service",
                    "endpoint",
                    "container",
                    "node",
                    "cluster",
                    "prometheus",
                    "prometheus_replica",
                    "replica");

    private static final String EXPORTED = "exported_";
    private static final String STARTED = "process_start_time_seconds";
    private static final String USER_MINUTES = "erp_user_minutes_total";

    /** A process exposes each of these once, so a second one is a second copy. */
    private static final Set<String> ONCE = Set.of(STARTED, USER_MINUTES);

    /**
     * What one process exposes.
     *
     * @param page its series as it exposes them
     * @param ageSeconds of the newest sample; NaN where nobody knows
     * @param copies how it is scraped, where that is more than once; else empty
     */
    record Exposed(List<Sample> page, double ageSeconds, String copies) {}

    private final Map<String, Exposed> byName = new TreeMap<>();
    private int unnamed;

    /**
     * @param nameLabel the label that names the process, {@code pod} or {@code instance}
     * @param ages age in seconds of the newest sample, by target labels
     */
    Processes(List<Row> rows, List<Row> ages, String nameLabel) {
        Set<String> targetLabels = new TreeSet<>(TARGET_LABELS);
        targetLabels.add(nameLabel);
        Map<Map<String, String>, Double> ageByTarget = new HashMap<>();
        ages.forEach(row -> ageByTarget.merge(row.labels(), row.value(), Math::min));
        Map<String, List<Row>> grouped = new TreeMap<>();
        for (Row row : rows) {
            String name = row.label(nameLabel);
            if (name.isEmpty()) {
                unnamed++;
            } else {
                grouped.computeIfAbsent(name, _ -> new ArrayList<>()).add(row);
            }
        }
        grouped.forEach(
                (name, group) -> byName.put(name, process(group, targetLabels, ageByTarget)));
    }

    /** By the value of the label that names them. */
    Map<String, Exposed> byName() {
        return byName;
    }

    @Nullable Exposed get(String name) {
        return byName.get(name);
    }

    /** How many series match and lack the label that names their process. */
    int unnamed() {
        return unnamed;
    }

    private static Exposed process(
            List<Row> rows, Set<String> targetLabels, Map<Map<String, String>, Double> ages) {
        Set<String> pathLabels = new TreeSet<>(targetLabels);
        pathLabels.addAll(further(rows, targetLabels));
        Map<Map<String, String>, List<Row>> paths = new LinkedHashMap<>();
        for (Row row : rows) {
            paths.computeIfAbsent(row.only(pathLabels), _ -> new ArrayList<>()).add(row);
        }
        // What counts no requests or users is another process beside it, such as a sidecar.
        Map<Map<String, String>, List<Row>> telling = new LinkedHashMap<>(paths);
        telling.values().removeIf(path -> path.stream().noneMatch(Processes::tells));
        List<Map<String, String>> order =
                new ArrayList<>(telling.isEmpty() ? paths.keySet() : telling.keySet());
        Map<Map<String, String>, Double> ageByPath = new HashMap<>();
        for (Map<String, String> path : order) {
            Map<String, String> target = new TreeMap<>(path);
            target.keySet().retainAll(targetLabels);
            ageByPath.put(path, ages.getOrDefault(target, Double.NaN));
        }
        order.sort(
                Comparator.<Map<String, String>, Double>comparing(ageByPath::get)
                        .thenComparing(Map::toString));
        Map<String, String> chosen = order.getFirst();
        return new Exposed(
                paths.getOrDefault(chosen, List.of()).stream()
                        .map(row -> sample(row, pathLabels))
                        .toList(),
                ageByPath.getOrDefault(chosen, Double.NaN),
                order.size() == 1 ? "" : order.toString());
    }

    private static boolean tells(Row row) {
        return row.name().equals("http_requests_total")
                || row.name().equals(USER_MINUTES)
                || IstioSeries.isIstio(row.name());
    }

    /** Labels by which copies differ, that no list of ours knows: a replica's own mark. */
    private static Set<String> further(List<Row> rows, Set<String> targetLabels) {
        Set<String> labels = new TreeSet<>();
        Map<List<Object>, Map<String, String>> first = new HashMap<>();
        for (Row row : rows) {
            if (!ONCE.contains(row.name())) {
                continue;
            }
            List<Object> key =
                    List.of(
                            row.name(),
                            row.label("version"),
                            row.label(EXPORTED + "version"),
                            row.label("outcome"),
                            row.only(targetLabels));
            Map<String, String> other = first.putIfAbsent(key, row.labels());
            if (other != null) {
                Set<String> names = new TreeSet<>(other.keySet());
                names.addAll(row.labels().keySet());
                names.removeIf(name -> row.label(name).equals(other.getOrDefault(name, "")));
                labels.addAll(names);
            }
        }
        return labels;
    }

    /**
     * The sample as its process exposes it. A label of the target of the same name has pushed the
     * process' own one aside ({@code exported_version}); it comes back.
     */
    private static Sample sample(Row row, Set<String> pathLabels) {
        Map<String, String> labels = new TreeMap<>();
        row.labels()
                .forEach(
                        (label, value) -> {
                            if (!label.equals("__name__") && !pathLabels.contains(label)) {
                                labels.putIfAbsent(label, value);
                            }
                        });
        row.labels()
                .forEach(
                        (label, value) -> {
                            if (label.startsWith(EXPORTED)) {
                                labels.remove(label);
                                labels.put(label.substring(EXPORTED.length()), value);
                            }
                        });
        return IstioSeries.translated(new Sample(row.name(), labels, row.value()));
    }
}

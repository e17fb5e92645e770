package canary.load.measure;

import canary.load.Flow;
import canary.load.RequestKind;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Shows what was measured: as Markdown, as CSV, as data for JSON. */
final class LoadTables {

    private static final double MEDIAN = 0.5;
    private static final double P95 = 0.95;
    private static final double P99 = 0.99;

    private LoadTables() {}

    static String markdown(List<Level> levels) {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "| clients | flows/s | flow p50 / p95 ms | cores server + database + client; others"
                        + " | RSS server / database MiB | errors |");
        line(text, "|---|---|---|---|---|---|");
        for (Level level : levels) {
            Latencies.Series flow = level.flows().flows();
            line(
                    text,
                    String.format(
                            Locale.ROOT,
                            "| %d | %.1f | %.1f / %.1f | %.2f + %.2f + %.2f; %.2f | %.0f / %.0f |"
                                    + " %d |",
                            level.clients(),
                            level.flowsPerSecond(),
                            flow.millis(MEDIAN),
                            flow.millis(P95),
                            level.cores().server(),
                            level.cores().database(),
                            level.cores().client(),
                            level.cores().others(),
                            level.serverMib(),
                            level.databaseMib(),
                            level.errors()));
        }
        line(text, "");
        line(text, "Each call, ms p50 / p95 / p99 (the reads while nothing else ran):");
        line(text, "");
        header(text, levels);
        for (RequestKind kind : Flow.WRITES) {
            row(text, kind, levels, false);
        }
        row(text, RequestKind.READ_ORDER, levels, true);
        row(text, RequestKind.READ_STOCK, levels, true);
        return text.toString();
    }

    static String csv(List<Level> levels) {
        StringBuilder text = new StringBuilder();
        line(text, "clients,call,count,p50_ms,p95_ms,p99_ms");
        for (Level level : levels) {
            csvRow(text, level, "flow", level.flows().flows());
            Flow.WRITES.forEach(kind -> csvRow(text, level, kind.words(), level.flows().of(kind)));
            for (RequestKind kind : List.of(RequestKind.READ_ORDER, RequestKind.READ_STOCK)) {
                csvRow(text, level, kind.words(), level.reads().of(kind));
            }
        }
        return text.toString();
    }

    static Map<String, Object> data(List<Level> levels, Map<String, List<Duration>> starts) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Level level : levels) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("clients", level.clients());
            one.put("flowsPerSecond", level.flowsPerSecond());
            one.put("errors", level.errors());
            one.put("flow", quantiles(level.flows().flows()));
            Map<String, Object> calls = new LinkedHashMap<>();
            Flow.WRITES.forEach(kind -> calls.put(kind.words(), quantiles(level.flows().of(kind))));
            for (RequestKind kind : List.of(RequestKind.READ_ORDER, RequestKind.READ_STOCK)) {
                calls.put(kind.words(), quantiles(level.reads().of(kind)));
            }
            one.put("calls", calls);
            one.put("cores", level.cores());
            one.put("serverMib", level.serverMib());
            one.put("databaseMib", level.databaseMib());
            all.add(one);
        }
        Map<String, Object> startMillis = new LinkedHashMap<>();
        starts.forEach(
                (how, times) ->
                        startMillis.put(how, times.stream().map(Duration::toMillis).toList()));
        return Map.of("levels", all, "startupMillis", startMillis);
    }

    static String starts(Map<String, List<Duration>> starts) {
        StringBuilder text = new StringBuilder();
        line(text, "| start of ./erp serve | ms to the first answer, each try |");
        line(text, "|---|---|");
        starts.forEach(
                (how, times) ->
                        line(
                                text,
                                String.format(
                                        Locale.ROOT,
                                        "| %s | %s |",
                                        how,
                                        times.stream().map(Duration::toMillis).toList())));
        return text.toString();
    }

    private static Map<String, Object> quantiles(Latencies.Series series) {
        return Map.of(
                "count", series.size(),
                "p50Ms", finite(series.millis(MEDIAN)),
                "p95Ms", finite(series.millis(P95)),
                "p99Ms", finite(series.millis(P99)));
    }

    private static double finite(double value) {
        return Double.isFinite(value) ? value : 0;
    }

    private static void header(StringBuilder text, List<Level> levels) {
        StringBuilder names = new StringBuilder("| call |");
        StringBuilder rule = new StringBuilder("|---|");
        for (Level level : levels) {
            names.append(' ').append(level.clients()).append(" clients |");
            rule.append("---|");
        }
        line(text, names.toString());
        line(text, rule.toString());
    }

    private static void row(
            StringBuilder text, RequestKind kind, List<Level> levels, boolean reads) {
        StringBuilder row = new StringBuilder("| " + kind.words() + " |");
        for (Level level : levels) {
            Latencies.Series series = (reads ? level.reads() : level.flows()).of(kind);
            row.append(
                    String.format(
                            Locale.ROOT,
                            " %.1f / %.1f / %.1f |",
                            series.millis(MEDIAN),
                            series.millis(P95),
                            series.millis(P99)));
        }
        line(text, row.toString());
    }

    private static void csvRow(
            StringBuilder text, Level level, String call, Latencies.Series series) {
        line(
                text,
                String.format(
                        Locale.ROOT,
                        "%d,%s,%d,%.3f,%.3f,%.3f",
                        level.clients(),
                        call,
                        series.size(),
                        series.millis(MEDIAN),
                        series.millis(P95),
                        series.millis(P99)));
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append('\n');
    }
}

package canary.counters.scrape;

import canary.counters.BusinessCount;
import canary.counters.BusinessCount.Measure;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds up what came of the work, by version. Knows the names of the metrics. */
final class BusinessSums {

    /** The measure of each metric that is counted. */
    static final Map<String, Measure> METRICS =
            Map.of(
                    "erp_documents_posted_total", Measure.DOCUMENTS,
                    "erp_documents_amount_total", Measure.AMOUNT,
                    "erp_rows_returned_total", Measure.ROWS,
                    "http_response_bytes_total", Measure.BYTES);

    private record Key(String version, Measure measure, String of) {}

    private static final class Sum {
        private double total;
        private @Nullable BusinessCount told;
    }

    private final Map<Key, Sum> sums = new LinkedHashMap<>();

    /** Of what: a document by module and kind, a route by method and template. */
    static String of(Sample sample, Measure measure) {
        return switch (measure) {
            case DOCUMENTS, AMOUNT -> sample.label("module") + " " + sample.label("kind");
            case ROWS, BYTES -> sample.label("method") + " " + sample.label("route");
        };
    }

    void add(Sample sample, Measure measure, double added) {
        Key key = new Key(sample.label("version"), measure, of(sample, measure));
        Sum sum = sums.computeIfAbsent(key, _ -> new Sum());
        sum.total += added;
        sum.told = added == 0 ? sum.told : null;
    }

    /** Goes on from what was counted before. */
    void restore(List<BusinessCount> counts) {
        for (BusinessCount one : counts) {
            Key key = new Key(one.version(), one.measure(), one.of());
            sums.computeIfAbsent(key, _ -> new Sum()).total = one.total();
        }
    }

    /** In the order in which they turned up; the same object again while nothing was added. */
    List<BusinessCount> counts() {
        List<BusinessCount> counts = new ArrayList<>(sums.size());
        sums.forEach((key, sum) -> counts.add(told(key, sum)));
        return counts;
    }

    private static BusinessCount told(Key key, Sum sum) {
        BusinessCount told = sum.told;
        if (told == null) {
            told = new BusinessCount(key.version(), key.measure(), key.of(), sum.total);
            sum.told = told;
        }
        return told;
    }
}

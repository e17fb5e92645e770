package erp.core.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.micrometer.core.instrument.distribution.HistogramSupport;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Bounds the series of a registry, whoever makes them: no caller can fill the memory of the server,
 * or of whoever scrapes it. The bound is a metric itself, and so is what was not told apart.
 */
final class SeriesBound implements MeterFilter {
    static final String USERS = "users";
    static final String VERSIONS = "versions";
    private static final String LABELS = "labels";
    private static final String METERS = "meters";

    private final int limit;
    private final AtomicLong series = new AtomicLong();
    private final Map<String, Counter> overflows = new ConcurrentHashMap<>();

    /** Must be made before the registry has meters. */
    SeriesBound(MeterRegistry registry, int limit) {
        this.limit = limit;
        registry.config()
                .onMeterAdded(meter -> series.addAndGet(sizeOf(meter)))
                .onMeterRemoved(meter -> series.addAndGet(-sizeOf(meter)))
                .meterFilter(this);
        Gauge.builder("erp.metric.series", series, AtomicLong::get).register(registry);
        Gauge.builder("erp.metric.series.limit", () -> limit).register(registry);
        for (String what : new String[] {USERS, VERSIONS, LABELS, METERS}) {
            overflows.put(
                    what,
                    Counter.builder("erp.metric.overflow").tag("of", what).register(registry));
        }
    }

    /** Something of this kind was not told apart. */
    void overflow(String of) {
        Counter counter = overflows.get(of);
        if (counter != null) { // the counters are meters too, and come first
            counter.increment();
        }
    }

    /** The meter of these labels; of the rest's, once there are {@code most} of them. */
    <K, M> M of(Map<K, M> meters, K labels, int most, K rest, Function<K, M> make) {
        M meter = meters.get(labels);
        if (meter != null) {
            return meter;
        }
        if (meters.size() < most) {
            return meters.computeIfAbsent(labels, make);
        }
        overflow(LABELS);
        return meters.computeIfAbsent(rest, make);
    }

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        if (series.get() < limit) {
            return MeterFilterReply.NEUTRAL;
        }
        overflow(METERS);
        return MeterFilterReply.DENY;
    }

    private static long sizeOf(Meter meter) {
        long buckets =
                meter instanceof HistogramSupport histogram
                        ? histogram.takeSnapshot().histogramCounts().length
                        : 0;
        long own = 0;
        for (var _ : meter.measure()) {
            own++;
        }
        return own + buckets;
    }
}

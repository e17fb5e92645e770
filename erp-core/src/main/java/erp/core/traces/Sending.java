package erp.core.traces;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.common.InternalTelemetryVersion;
import io.opentelemetry.sdk.common.export.RetryPolicy;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** The queue of spans and the thread that sends them. A class of its own: off, none is loaded. */
final class Sending implements AutoCloseable {
    static final int QUEUE = 4096;

    private static final int BATCH = 512;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** How long the end of the process waits for what has not been sent yet. */
    private static final Duration FLUSH = Duration.ofSeconds(3);

    /** Once more and soon, because a batch that waits holds up those behind it. */
    private static final RetryPolicy RETRY =
            RetryPolicy.builder()
                    .setMaxAttempts(2)
                    .setInitialBackoff(Duration.ofMillis(500))
                    .setMaxBackoff(Duration.ofSeconds(1))
                    .build();

    private final SpanCounts counts = new SpanCounts();
    private final SdkTracerProvider provider;

    /**
     * @param queue that so many spans may wait in
     */
    Sending(Traces.Options options, int queue) {
        SdkMeterProvider meters = SdkMeterProvider.builder().registerMetricReader(counts).build();
        OtlpHttpSpanExporterBuilder exporter =
                OtlpHttpSpanExporter.builder()
                        .setEndpoint(options.to().toString())
                        .setConnectTimeout(PATIENCE)
                        .setTimeout(PATIENCE)
                        .setRetryPolicy(RETRY)
                        .setInternalTelemetryVersion(InternalTelemetryVersion.LATEST)
                        .setMeterProvider(meters);
        options.headers().forEach(exporter::addHeader);
        this.provider =
                SdkTracerProvider.builder()
                        .setResource(Resource.getDefault().merge(Resource.create(of(options))))
                        .setSampler(Sampler.parentBased(Share.of(options.share())))
                        .addSpanProcessor(
                                BatchSpanProcessor.builder(exporter.build())
                                        .setMaxQueueSize(queue)
                                        .setMaxExportBatchSize(Math.min(BATCH, queue))
                                        .setScheduleDelay(PAUSE)
                                        .setExporterTimeout(PATIENCE.multipliedBy(2))
                                        .setInternalTelemetryVersion(
                                                InternalTelemetryVersion.LATEST)
                                        .setMeterProvider(meters)
                                        .build())
                        .build();
    }

    private static Attributes of(Traces.Options options) {
        return Attributes.builder()
                .put("service.name", "erp-system")
                .put("service.version", options.version())
                .put("service.instance.id", UUID.randomUUID().toString())
                .put("deployment.environment.name", options.environment())
                .build();
    }

    Tracer tracer() {
        return provider.get("erp-server");
    }

    SpanCounts counts() {
        return counts;
    }

    @Override
    public void close() {
        provider.shutdown().join(FLUSH.toMillis(), TimeUnit.MILLISECONDS);
    }
}

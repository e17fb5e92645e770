package erp.core.traces;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;

import java.util.List;

/** Takes a share of the requests, and whatever follows later from one that was taken. */
record Share(Sampler requests) implements Sampler {
    static Share of(double share) {
        return new Share(Sampler.traceIdRatioBased(share));
    }

    @Override
    public SamplingResult shouldSample(
            Context parent,
            String traceId,
            String name,
            SpanKind kind,
            Attributes attributes,
            List<LinkData> links) {
        return links.stream().anyMatch(it -> it.getSpanContext().isSampled())
                ? SamplingResult.recordAndSample()
                : requests.shouldSample(parent, traceId, name, kind, attributes, links);
    }

    @Override
    public String getDescription() {
        return "Share{" + requests.getDescription() + "}";
    }
}

package erp.core.traces;

import erp.core.ErpException;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Spans of requests, their transactions and statements, and of events that are delivered later. A
 * span names things and has no values in it: a route is a template, a statement its verb and table,
 * a failure a code or a class.
 *
 * <p>Off, none is made. On, they wait in a bounded queue for a thread that sends them; what has no
 * room there is dropped and counted, so a collector that is slow or gone costs no request anything.
 */
public final class Traces implements AutoCloseable {
    /** Requests have a trace id all the same. */
    public static final Traces OFF = new Traces();

    private static final TextMapGetter<Function<String, @Nullable String>> HEADERS =
            (headers, name) -> headers == null ? null : headers.apply(name);

    private final @Nullable Sending sending;
    private final @Nullable Tracer tracer;
    private final String database;

    /**
     * Where spans are sent, and what all of them say.
     *
     * @param to takes OTLP over HTTP
     * @param headers that it wants, such as a key
     * @param share of the requests that are traced, 0 to 1; whoever has begun a trace decides
     *     himself
     * @param version of this release
     * @param environment that it runs in
     * @param database its kind, as OpenTelemetry names it
     */
    public record Options(
            URI to,
            Map<String, String> headers,
            double share,
            String version,
            String environment,
            String database) {}

    private Traces() {
        this.sending = null;
        this.tracer = null;
        this.database = "";
    }

    private Traces(Options options, int queue) {
        this.sending = new Sending(options, queue);
        this.tracer = sending.tracer();
        this.database = options.database();
    }

    public static Traces to(Options options) {
        return new Traces(options, Sending.QUEUE);
    }

    /** With room for so many spans. */
    static Traces to(Options options, int queue) {
        return new Traces(options, queue);
    }

    public boolean isOn() {
        return tracer != null;
    }

    /** Whether what runs on this thread is told. */
    public boolean isTelling() {
        return tracer != null && Span.current().isRecording();
    }

    /**
     * What another process is told of the span that runs on this thread: a W3C {@code traceparent};
     * null where none does.
     */
    public static @Nullable String traceparent() {
        SpanContext current = Span.current().getSpanContext();
        return current.isSampled()
                ? "00-%s-%s-01".formatted(current.getTraceId(), current.getSpanId())
                : null;
    }

    /** A request has come, whose caller may have begun a trace. */
    public Step request(
            String method, String requestId, Function<String, @Nullable String> headers) {
        if (tracer == null) {
            return Step.untold(TraceIds.of(headers.apply("traceparent")));
        }
        return Step.of(
                tracer.spanBuilder(method)
                        .setSpanKind(SpanKind.SERVER)
                        .setParent(caller(headers))
                        .setAttribute("http.request.method", method)
                        .setAttribute("erp.request_id", requestId)
                        .startSpan());
    }

    private static Context caller(Function<String, @Nullable String> headers) {
        return W3CTraceContextPropagator.getInstance().extract(Context.root(), headers, HEADERS);
    }

    /**
     * Does this as a transaction of the request that runs on this thread.
     *
     * @param kind in a word: write
     */
    public <T> T transaction(String kind, Supplier<T> work) {
        if (tracer == null || !isTelling()) {
            return work.get();
        }
        return told(tracer.spanBuilder(kind + " transaction"), work);
    }

    /** A statement of what runs on this thread begins. */
    public Span statement(String sql) {
        if (tracer == null) {
            return Span.getInvalid();
        }
        StatementName name = StatementName.of(sql);
        return tracer.spanBuilder(name.toString())
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute("db.system.name", database)
                .setAttribute("db.operation.name", name.verb())
                .setAttribute("db.collection.name", name.table())
                .startSpan();
    }

    /**
     * Does this as the delivery of an event, a trace of its own that points to the one that the
     * event was written in.
     *
     * @param writer its {@code traceparent}; null where that was not traced, and this is not then
     */
    public void delivery(String event, @Nullable String writer, Runnable work) {
        if (tracer == null || writer == null) {
            work.run();
            return;
        }
        Context written = caller(name -> name.equals("traceparent") ? writer : null);
        told(
                tracer.spanBuilder("deliver " + event)
                        .setNoParent()
                        .setSpanKind(SpanKind.CONSUMER)
                        .setAttribute("erp.event", event)
                        .addLink(Span.fromContext(written).getSpanContext()),
                () -> {
                    work.run();
                    return true;
                });
    }

    private static <T> T told(SpanBuilder begun, Supplier<T> work) {
        Span span = begun.startSpan();
        try (Scope _ = span.makeCurrent()) {
            return work.get();
        } catch (RuntimeException | Error e) {
            failed(span, e);
            throw e;
        } finally {
            span.end();
        }
    }

    /** Not by its message, which may name values. */
    private static void failed(Span span, Throwable e) {
        if (e instanceof ErpException refusal) {
            span.setAttribute("error.type", refusal.code().code());
        } else {
            span.setAttribute("error.type", e.getClass().getName());
            span.setStatus(StatusCode.ERROR);
        }
    }

    /** Spans that the collector has taken. */
    public long sent() {
        return sending == null ? 0 : sending.counts().sent();
    }

    /** Spans that were sent and not taken. */
    public long lost() {
        return sending == null ? 0 : sending.counts().lost();
    }

    /** Spans that there was no room for. */
    public long dropped() {
        return sending == null ? 0 : sending.counts().dropped();
    }

    /** Sends what waits, for some seconds at most. */
    @Override
    public void close() {
        if (sending != null) {
            sending.close();
        }
    }
}

package erp.core.traces;

import com.google.errorprone.annotations.MustBeClosed;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;

import org.jspecify.annotations.Nullable;

/** A request that is worked on; it has a trace id whether it is told as a span or not. */
public final class Step {
    private static final int FIRST_FAULT = 500;

    private final String traceId;
    private final @Nullable Span span;

    private Step(String traceId, @Nullable Span span) {
        this.traceId = traceId;
        this.span = span;
    }

    static Step untold(String traceId) {
        return new Step(traceId, null);
    }

    static Step of(Span span) {
        String traceId = span.getSpanContext().getTraceId();
        return span.isRecording() ? new Step(traceId, span) : untold(traceId);
    }

    public String traceId() {
        return traceId;
    }

    /** Until that is closed, what this thread does is part of it. */
    @MustBeClosed
    public Scope enter() {
        return span == null ? Scope.noop() : Context.root().with(span).makeCurrent();
    }

    /**
     * It has ended.
     *
     * @param route the template, or {@code none}
     */
    public void answered(String method, String route, int status) {
        if (span == null) {
            return;
        }
        if (!route.equals("none")) {
            span.updateName(method + " " + route);
            span.setAttribute("http.route", route);
        }
        span.setAttribute("http.response.status_code", status);
        if (status >= FIRST_FAULT) {
            span.setStatus(StatusCode.ERROR);
            span.setAttribute("error.type", Integer.toString(status));
        }
        span.end();
    }
}

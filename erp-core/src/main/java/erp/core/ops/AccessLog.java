package erp.core.ops;

import erp.core.http.wire.Traffic;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line a request, after it; who called stands in the line's own fields. */
public final class AccessLog implements Traffic {
    private static final Logger log = LoggerFactory.getLogger("erp.access");
    private static final double NANOS_PER_MILLI = 1e6;

    @Override
    public void ended(Request request) {
        log.atInfo()
                .addKeyValue("route", request.route())
                .addKeyValue("status", request.status())
                .addKeyValue(
                        "duration_ms",
                        Math.round(request.durationNanos() / NANOS_PER_MILLI * 1000) / 1000.0)
                .log("{} {}", request.method(), request.route());
    }
}

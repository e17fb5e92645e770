import com.sun.management.OperatingSystemMXBean;
import com.sun.net.httpserver.HttpServer;

import erp.core.http.wire.Traffic;
import erp.core.ops.AccessLog;
import erp.core.ops.Logs;
import erp.core.ops.Metrics;
import erp.core.traces.Step;
import erp.core.traces.Traces;

import io.opentelemetry.context.Scope;

import org.slf4j.MDC;

import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * Processor time of what a server does to be seen, for one request with a transaction of so many
 * statements: of the whole process, so that sending, writing and collecting garbage are in it. It
 * does not depend on what else the machine does, as a throughput would.
 */
void main(String[] arguments) throws Exception {
    int statements = Integer.parseInt(arguments[0]);
    HttpServer sink =
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    sink.createContext(
            "/",
            exchange -> {
                exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
    sink.start();
    URI to = URI.create("http://127.0.0.1:" + sink.getAddress().getPort() + "/v1/traces");
    System.err.println("| part | µs of processor a request, median (least, most) |\n|---|---|");
    try (Traces all = Traces.to(new Traces.Options(to, Map.of(), 1, "v", "bench", "mysql"));
            Traces tenth = Traces.to(new Traces.Options(to, Map.of(), 0.1, "v", "bench", "mysql"));
            Metrics metrics = new Metrics("v", Clock.systemUTC())) {
        UUID user = UUID.randomUUID();
        measure("metrics", () -> counted(metrics, statements, user));
        AccessLog log = new AccessLog();
        measure("log line", () -> log.ended(request(user)));
        measure("traces, off", () -> traced(Traces.OFF, statements));
        measure("traces, 10 %", () -> traced(tenth, statements));
        measure("traces, all", () -> traced(all, statements));
        System.err.printf(
                "%nspans: sent %d, lost %d, dropped %d%n", all.sent(), all.lost(), all.dropped());
    }
    sink.stop(0);
    Logs.close();
}

private static final int REQUESTS = 5_000;
private static final int TURNS = 7;

/** So many, then a pause, or spans are dropped. */
private static final int AT_ONCE = 50;

private static void measure(String part, Runnable request) {
    OperatingSystemMXBean system =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    double[] micros = new double[TURNS];
    for (int turn = -TURNS; turn < TURNS; turn++) { // the first half warms up
        long before = system.getProcessCpuTime();
        for (int i = 1; i <= REQUESTS; i++) {
            request.run();
            if (i % AT_ONCE == 0) {
                LockSupport.parkNanos(20_000_000);
            }
        }
        if (turn >= 0) {
            micros[turn] = (system.getProcessCpuTime() - before) / 1e3 / REQUESTS;
        }
    }
    Arrays.sort(micros);
    System.err.printf(
            Locale.ROOT,
            "| %s | %.1f (%.1f, %.1f) |%n",
            part,
            micros[TURNS / 2],
            micros[0],
            micros[TURNS - 1]);
}

private static Traffic.Request request(UUID user) {
    return new Traffic.Request("GET", "/api/v1/sales/orders/{id}", 200, 1_000_000, 1, 900, user);
}

private static void counted(Metrics metrics, int statements, UUID user) {
    for (int i = 0; i < statements; i++) {
        metrics.statement(100_000);
    }
    metrics.ended(request(user));
}

private static void traced(Traces traces, int statements) {
    Step step = traces.request("GET", "id", _ -> null);
    MDC.put("trace_id", step.traceId());
    try (Scope _ = step.enter()) {
        traces.transaction("write", () -> stated(traces, statements));
    }
    step.answered("GET", "/api/v1/sales/orders/{id}", 200);
    MDC.clear();
}

private static boolean stated(Traces traces, int statements) {
    if (traces.isTelling()) {
        for (int i = 0; i < statements; i++) {
            traces.statement("insert into sales_order (id, number, customer_id) values (?, ?, ?)")
                    .end();
        }
    }
    return true;
}

package erp.app;

import static org.assertj.core.api.Assertions.assertThat;

import erp.app.RealCollector.Span;
import erp.core.Json;
import erp.core.jobs.Job;
import erp.core.outbox.Delivery;
import erp.core.outbox.Outbox;
import erp.core.settings.Settings;
import erp.core.traces.TraceSettings;
import erp.core.traces.Traces;
import erp.core.tx.ChangeRecorder;
import erp.core.tx.Database;
import erp.core.tx.Db;
import erp.migrations.TestDatabase;
import erp.migrations.TestSchema;
import erp.migrations.sql.DatabaseLogin;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A real collector is told what a real server does, and is missed by nobody when it is gone. */
class TracesIT {
    private static final String RECEIPTS = "/api/v1/inventory/receipts";
    private static final String CALLER = "00f067aa0ba902b7";
    private static final String COST = "7.77";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir Path folder;
    private final int port = ServerProcess.freePort();

    @Test
    void a_request_is_told_with_its_parts_and_nobody_misses_a_collector_that_is_gone() {
        RealCollector.PROGRAM.require();
        TestSchema schema = TestDatabase.schema();
        Map<String, String> more = Map.of("ERP_TRACES_TO", collector());
        try (ServerProcess server = ServerProcess.start(schema.application(), "v7", more)) {
            try (RealCollector collector = RealCollector.start(port, folder)) {
                server.awaitReady();
                Shop shop = Shop.open(admin(server), 1, 10);
                List<Span> spans = receive(server, shop, collector);
                Span write = named(spans, "write transaction");
                anEventPointsToWhoWroteIt(write, collector, schema.application());
                aRefusalHasTheSameIdEverywhere(server, collector);
            }
            aCollectorThatIsGoneIsMissedByNobody(server);
            assertThat(server.stop()).isZero();
        }
    }

    private List<Span> receive(ServerProcess server, Shop shop, RealCollector collector) {
        String trace = newTrace();
        String item = shop.items().getFirst().toString();
        Map<String, ?> line = Map.of("itemId", item, "quantity", "3", "unitCost", COST);
        shop.api()
                .send(
                        "POST",
                        RECEIPTS + "?dryRun=false",
                        Map.of("warehouseId", shop.warehouse(), "lines", List.of(line)),
                        "Idempotency-Key",
                        UUID.randomUUID().toString(),
                        "Request-Id",
                        "receipt-1",
                        "traceparent",
                        "00-" + trace + "-" + CALLER + "-01")
                .is(201);
        List<Span> spans = collector.await(trace, it -> it.name().equals("POST " + RECEIPTS));
        Span request = named(spans, "POST " + RECEIPTS);
        assertThat(request.parent()).isEqualTo(CALLER);
        assertThat(request.attribute("http.route")).isEqualTo(RECEIPTS);
        assertThat(request.attribute("http.response.status_code")).isEqualTo("201");
        assertThat(request.attribute("erp.request_id")).isEqualTo("receipt-1");
        assertThat(request.ofResource("service.version")).isEqualTo("v7");
        Span write = named(spans, "write transaction");
        assertThat(write.parent()).isEqualTo(request.id());
        assertThat(spans)
                .filteredOn(it -> it.parent().equals(write.id()))
                .extracting(Span::name)
                .contains("insert core_outbox", "insert core_history")
                .allMatch(it -> it.matches("(select|insert|update) [a-z_]+"));
        assertThat(spans.toString()).doesNotContain(COST, "dryRun", item, "values", "?");
        return spans;
    }

    /** As another server would, which has the outbox job. */
    private void anEventPointsToWhoWroteIt(
            Span write, RealCollector collector, DatabaseLogin login) {
        Settings settings = Settings.read(AppSettings.all(), Map.of("ERP_TRACES_TO", collector()));
        CompletableFuture<String> passedOn = new CompletableFuture<>();
        Delivery delivery =
                it -> {
                    if (it.requestId().equals("receipt-1")) {
                        passedOn.complete(String.valueOf(Traces.traceparent()));
                    }
                };
        try (Traces traces = TraceSettings.traces(settings, login.url());
                Database database =
                        Database.open(
                                new Database.Options(login.url(), login.user(), login.password()),
                                List.of())) {
            ChangeRecorder recorder = new ChangeRecorder("v8", Json.mapper());
            Clock clock = Clock.systemUTC();
            Db db = new Db(database::sessions, clock, recorder, Db.Observer.NONE, traces);
            Outbox outbox = new Outbox(db, List.of(delivery), Outbox.Observer.NONE);
            Job relay =
                    outbox.jobs().stream()
                            .filter(it -> it.name().equals("outbox-relay"))
                            .findFirst()
                            .orElseThrow();
            Thread working = Thread.ofVirtual().start(relay.work());
            String outwards = passedOn.join();
            working.interrupt();
            Span told = collector.awaitAny(it -> linked(it).equals(write.id()));
            assertThat(told.name()).isEqualTo("deliver inventory.GoodsReceived");
            assertThat(told.json().at("/links/0/traceId").asString()).isEqualTo(write.trace());
            assertThat(told.trace()).isNotEqualTo(write.trace());
            assertThat(outwards).isEqualTo("00-" + told.trace() + "-" + told.id() + "-01");
        }
    }

    private static String linked(Span span) {
        return span.json().at("/links/0/spanId").asString();
    }

    private void aRefusalHasTheSameIdEverywhere(ServerProcess server, RealCollector collector) {
        String trace = newTrace();
        String path = "/api/v1/sales/orders/" + UUID.randomUUID();
        Api.Answer refused =
                admin(server)
                        .send(
                                "GET",
                                path,
                                null,
                                "traceparent",
                                "00-" + trace + "-" + CALLER + "-01")
                        .is(404);
        assertThat(refused.text("/traceId")).isEqualTo(trace);
        List<Span> spans =
                collector.await(trace, it -> it.name().equals("GET /api/v1/sales/orders/{id}"));
        assertThat(spans)
                .filteredOn(it -> it.name().equals("read transaction"))
                .extracting(it -> it.attribute("error.type"))
                .contains(refused.text("/code"));
        assertThat(spans.toString()).doesNotContain(path);
        await(() -> server.logged().stream().anyMatch(it -> isAccess(it, trace)));
        String id = "trace_id=\"" + trace + "\"";
        assertThat(metrics(server, "application/openmetrics-text").lines())
                .filteredOn(it -> it.startsWith("http_request_duration_seconds_bucket"))
                .anyMatch(it -> it.contains(id) && it.contains("/api/v1/sales/orders/{id}"));
        assertThat(metrics(server, "text/plain")).doesNotContain("trace_id");
    }

    private static boolean isAccess(String line, String trace) {
        JsonNode json = line.startsWith("{") ? Api.JSON.readTree(line) : Api.JSON.readTree("{}");
        return json.at("/logger").asString().equals("erp.access")
                && json.at("/trace_id").asString().equals(trace);
    }

    private static void aCollectorThatIsGoneIsMissedByNobody(ServerProcess server) {
        assertThat(spans(server, "sent")).isPositive();
        assertThat(spans(server, "lost")).isZero();
        assertThat(spans(server, "dropped")).isZero();
        admin(server).get("/api/v1/core/companies").is(200);
        await(() -> spans(server, "lost") > 0);
        admin(server).get("/api/v1/core/companies").is(200);
    }

    private static double spans(ServerProcess server, String outcome) {
        return metrics(server, "text/plain")
                .lines()
                .filter(it -> it.startsWith("erp_traces_spans_total{"))
                .filter(it -> it.contains("outcome=\"" + outcome + "\""))
                .mapToDouble(it -> Double.parseDouble(it.substring(it.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow();
    }

    private static String metrics(ServerProcess server, String accept) {
        HttpRequest request =
                HttpRequest.newBuilder(server.management().resolve("/metrics"))
                        .header("Accept", accept)
                        .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Span named(List<Span> spans, String name) {
        return spans.stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
    }

    private static void await(BooleanSupplier seen) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!seen.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited in vain until").isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private String collector() {
        return "http://127.0.0.1:" + port;
    }

    private static Api admin(ServerProcess server) {
        return Api.signedIn(server.base(), ErpIT.ADMIN, ErpIT.PASSWORD);
    }

    private static String newTrace() {
        byte[] id = new byte[16];
        ThreadLocalRandom.current().nextBytes(id);
        return HexFormat.of().formatHex(id);
    }
}

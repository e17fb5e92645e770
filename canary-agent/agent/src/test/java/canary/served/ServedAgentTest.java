package canary.served;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import canary.agent.TinyWorld;
import canary.agent.io.KeptRelease;
import canary.counters.scrape.PrometheusText;
import canary.counters.scrape.Sample;
import canary.journal.Entry;
import canary.journal.Journal;
import canary.kubernetes.RealCluster;
import canary.kubernetes.store.FaultyApiServer;
import canary.operations.Place;
import canary.plan.PlanFile;
import canary.plan.Plans;
import canary.rollout.Drift;
import canary.rollout.Groundwork;
import canary.rollout.Live;
import canary.rollout.Phase;
import canary.verdict.Evidence;
import canary.verdict.Finding;
import canary.verdict.Verdict;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The real HTTP server over both places where releases are kept. */
@ParameterizedClass(name = "kept in the cluster: {0}")
@ValueSource(booleans = {false, true})
class ServedAgentTest {

    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final Instant NOW = Instant.parse("2026-11-27T08:00:00Z");

    @Parameter boolean isInCluster;
    @TempDir Path directory;
    private final FaultyApiServer cluster = new FaultyApiServer();
    private TinyWorld world;
    private Path tokens;
    private Place place;
    private Worker worker;
    private AgentServer server;
    private AgentCaller ann;

    @BeforeEach
    void start() throws IOException {
        world = new TinyWorld();
        tokens = Files.writeString(directory.resolve("tokens"), "ann " + TOKEN + "\n");
        place =
                isInCluster
                        ? Place.cluster(cluster::api, directory.resolve("releases"))
                        : Place.local(directory.resolve("releases"));
        worker =
                new Worker(
                        place,
                        new PrintStream(
                                OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                        Duration.ofHours(1));
        server =
                AgentServer.start(
                        new ServeSettings("127.0.0.1", 0, tokens),
                        new CallerTokens(tokens),
                        place,
                        worker);
        ann = caller("Bearer " + TOKEN);
    }

    @AfterEach
    void end() {
        server.close();
        worker.close();
        place.close();
        world.close();
        cluster.close();
    }

    @Test
    void carries_a_plan_out_and_shows_how_it_goes() {
        HttpResponse<String> taken = ann.plan(plan("next"));
        assertThat(taken.statusCode()).isEqualTo(202);
        assertThat(taken.headers().firstValue("Location")).contains("/api/v1/releases/next");
        ann.until("next", "promoted");
        var status = ann.status("next");
        assertThat(status.path("outcome").asString()).isEqualTo("promoted");
        assertThat(status.path("stages").get(2).path("progress").asString()).isEqualTo("PASSED");
        assertThat(status.path("timeline").size()).isGreaterThan(5);
        assertThat(ann.get("/api/v1/releases").body()).contains("\"release\" : \"next\"");
        assertThat(world.split().stable()).isEqualTo("v2");
    }

    @Test
    void shows_the_report_in_each_form() {
        ann.plan(plan("next"));
        ann.until("next", "promoted");
        awaitIdle();
        String report = "/api/v1/releases/next/report";
        assertThat(ann.get(report).body()).startsWith("# Release next: PROMOTED");
        HttpResponse<String> json = ann.get(report, "application/json");
        assertThat(json.headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/json");
        assertThat(json.body()).contains("\"outcome\" : \"promoted\"");
        HttpResponse<String> page = ann.get(report, "text/html,application/json;q=0.9,*/*;q=0.8");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'");
        assertThat(page.body()).contains("<h1>Release next: PROMOTED</h1>", "<svg", "In pictures");
        assertThat(ann.get(report, "image/png").statusCode()).isEqualTo(406);
        assertThat(ann.get("/api/v1/releases/other/report").statusCode()).isEqualTo(404);
    }

    @Test
    void takes_one_release_at_a_time() {
        world.isVisible = false;
        assertThat(ann.plan(plan("next")).statusCode()).isEqualTo(202);
        HttpResponse<String> second = ann.plan(plan("other"));
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.body()).contains("release next is under way");
        assertThat(ann.plan(plan("next")).statusCode()).isEqualTo(409);
    }

    @Test
    void refuses_a_plan_with_all_of_its_problems() {
        HttpResponse<String> refused =
                ann.plan("release: x\nstable: {version: v1}\ncanary: {version: v1}\nbak: 1h\n");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(refused.body())
                .contains("\"code\" : \"plan-refused\"")
                .contains("canary.version: must differ from stable.version")
                .contains("bak");
        assertThat(ann.plan("release: x\nstable: {version: v1}\ncanary: {version: v2}\n").body())
                .contains("local: is missing, and so is cluster");
        assertThat(ann.post("/api/v1/releases", "application/json", "{}").statusCode())
                .isEqualTo(415);
        assertThat(ann.plan("# " + "x".repeat(300_000)).statusCode()).isEqualTo(413);
        assertThat(ann.get("/api/v1/releases").body()).isEqualToIgnoringWhitespace("[]");
    }

    @Test
    void obeys_orders_and_says_who_asked_and_why() {
        world.isMeshShown = false;
        ann.plan(plan("next"));
        HttpResponse<String> taken = ann.order("next", "rollback", "{\"why\": \"customers call\"}");
        assertThat(taken.statusCode()).isEqualTo(202);
        assertThat(taken.body()).contains("\"by\" : \"ann\"");
        world.isMeshShown = true;
        awaitIdle();
        assertThat(place.releases().find("next").orElseThrow().peek())
                .anyMatch(
                        entry ->
                                entry.order() != null
                                        && entry.order().by().equals("ann (customers call)"));
        HttpResponse<String> late = ann.order("next", "pause", "");
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("next has ended").contains("there is nothing to pause");
    }

    @Test
    void refuses_orders_that_no_terminal_would_take() {
        underWay("next", new Live.Held(0, NOW, "paused", true, null, true));
        HttpResponse<String> harm = ann.order("next", "promote", "{}");
        assertThat(harm.statusCode()).isEqualTo(409);
        assertThat(harm.body())
                .contains("harm-known")
                .contains("judged harmful (errors: v2 fails); acceptHarm with a reason");
        for (String[] wrong :
                new String[][] {
                    {"resume", "{\"evenIfHarmful\": true}", "422"},
                    {"pause", "{\"acceptHarm\": \"x\"}", "422"},
                    {"promote", "{\"acceptHarm\": \" \"}", "422"},
                    {"rollback", "{\"why\": \"" + "x".repeat(501) + "\"}", "422"},
                    {"pause", "{\"wy\": \"x\"}", "400"},
                    {"pause", "{", "400"},
                    {"begin", "{}", "404"}
                }) {
            assertThat(ann.order("next", wrong[0], wrong[1]).statusCode())
                    .as("%s %s", wrong[0], wrong[1])
                    .isEqualTo(Integer.parseInt(wrong[2]));
        }
        assertThat(ann.post("/api/v1/releases/next/pause", "text/plain", "{}").statusCode())
                .isEqualTo(415);
        assertThat(ann.order("other", "pause", "{}").statusCode()).isEqualTo(404);
        assertThat(ann.get("/api/v1/releases/next/pause").statusCode()).isEqualTo(405);
        assertThat(place.releases().find("next").orElseThrow().orders().oldest(Set.of(), false))
                .isNull();
        assertThat(worker.current()).isEmpty();
    }

    @Test
    void goes_on_with_a_release_that_has_no_agent() {
        underWay("next", new Groundwork.Preflight(NOW));
        worker.goOnWithOrphans();
        ann.until("next", "promoted");
    }

    @Test
    void leaves_to_a_person_what_was_left_to_one_and_goes_on_when_asked() {
        ann.plan(
                plan("next")
                        .replace("watchAtLeast: 300ms", "watchAtLeast: 2s")
                        .replace("watchAtMost: 60s", "watchAtMost: 4s"));
        ann.until("next", "watching");
        world.isVisible = false;
        ann.until("next", "held");
        awaitIdle();
        worker.goOnWithOrphans();
        assertThat(worker.current()).isEmpty();
        world.isVisible = true;
        HttpResponse<String> resumed = ann.order("next", "resume", "{}");
        assertThat(resumed.body()).contains("no agent was at work, this one goes on");
        ann.until("next", "promoted");
    }

    @Test
    void ends_between_two_ticks_and_leaves_the_traffic() {
        world.isVisible = false;
        ann.plan(plan("next"));
        worker.close();
        assertThat(worker.current()).isEmpty();
        assertThat(place.releases().find("next").orElseThrow().isAtWork()).isFalse();
        assertThat(world.weights()).isEmpty();
    }

    @Test
    void asks_everybody_for_a_token_but_for_health_and_metrics() throws IOException {
        for (String wrong :
                List.of(
                        "",
                        "Bearer wrong",
                        "Bearer " + TOKEN + "x",
                        "Basic !",
                        basic("bob", TOKEN))) {
            AgentCaller nobody = caller(wrong);
            for (String path : List.of("/api/v1/me", "/api/v1/releases", "/nowhere")) {
                HttpResponse<String> refused = nobody.get(path);
                assertThat(refused.statusCode()).as("%s with %s", path, wrong).isEqualTo(401);
                assertThat(refused.headers().firstValue("WWW-Authenticate").orElse(""))
                        .contains("Basic");
            }
            for (String path : List.of("/metrics", "/health/live", "/health/ready")) {
                assertThat(nobody.get(path).statusCode()).as(path).isEqualTo(200);
            }
        }
        AgentCaller browser = caller(basic("ann", TOKEN));
        assertThat(browser.get("/api/v1/me").statusCode()).isEqualTo(200);
        assertThat(browser.order("next", "rollback", "{}").statusCode()).isEqualTo(401);
        Files.writeString(tokens, "bob " + TOKEN.toUpperCase(Locale.ROOT) + "\n");
        assertThat(ann.get("/api/v1/me").statusCode()).isEqualTo(401);
        Files.writeString(tokens, "ann short\n");
        assertThat(caller("Bearer short").get("/api/v1/me").statusCode()).isEqualTo(401);
        assertThat(ann.get("/health/ready").statusCode()).isEqualTo(503);
    }

    @Test
    void one_that_only_looks_on_carries_nothing_out() {
        Worker idle = Worker.lookingOn(place, System.out);
        assertThatThrownBy(() -> idle.begin(() -> null, PlanFile.parse(plan("next"), _ -> null)))
                .hasMessage("this agent only looks on: it carries no release out");
        assertThat(place.releases().list()).isEmpty();
        idle.close();
    }

    @Test
    void shows_metrics_that_a_prometheus_reads() {
        underWay("next", new Live.Watching(0, NOW));
        List<Sample> samples = PrometheusText.parse(ann.get("/metrics").body());
        assertThat(samples)
                .anyMatch(
                        it ->
                                it.name().equals("canary_release_phase")
                                        && "watching".equals(it.labels().get("phase")))
                .anyMatch(it -> it.name().equals("canary_weight_percent") && it.value() == 5)
                .anyMatch(
                        it ->
                                it.name().equals("canary_gate_verdict")
                                        && it.value() == 4
                                        && "errors".equals(it.labels().get("gate")))
                .anyMatch(it -> it.name().equals("canary_gate_evidence") && it.value() == 0.25)
                .anyMatch(
                        it ->
                                it.name().equals("canary_release_info")
                                        && "v2".equals(it.labels().get("canary")))
                .anyMatch(
                        it ->
                                it.name().equals("canary_release_looked_timestamp_seconds")
                                        && it.value() == NOW.getEpochSecond())
                .anyMatch(it -> it.name().equals("canary_release_phase_since_timestamp_seconds"))
                .anyMatch(it -> it.name().equals("canary_store_up") && it.value() == 1);
        if (isInCluster) {
            cluster.faults = _ -> FaultyApiServer.Fault.REFUSED;
            assertThat(PrometheusText.parse(ann.get("/metrics").body()))
                    .singleElement()
                    .matches(it -> it.name().equals("canary_store_up") && it.value() == 0);
            assertThat(ann.get("/health/live").statusCode()).isEqualTo(200);
            assertThat(ann.get("/health/ready").statusCode()).isEqualTo(503);
            HttpResponse<String> away = ann.get("/api/v1/releases");
            assertThat(away.statusCode()).isEqualTo(503);
            assertThat(away.headers().firstValue("Retry-After")).contains("5");
        }
    }

    @Test
    void the_place_where_it_listens_and_the_tokens_are_told_at_once() {
        assertThatThrownBy(
                        () ->
                                ServeSettings.of(
                                        Map.of("ERP_AGENT_PORT", "x", "ERP_AGENT_ADDRESS", " ")))
                .hasMessageContaining("ERP_AGENT_PORT: must be 0 to 65535, not x")
                .hasMessageContaining("ERP_AGENT_ADDRESS: must not be empty")
                .hasMessageContaining("ERP_AGENT_TOKENS: must name a file");
        assertThat(ServeSettings.of(Map.of("ERP_AGENT_TOKENS", tokens.toString())))
                .isEqualTo(new ServeSettings("127.0.0.1", 8090, tokens));
    }

    private void awaitIdle() {
        RealCluster.until("idle", () -> worker.current().isEmpty());
    }

    private AgentCaller caller(String authorization) {
        return new AgentCaller(server.port(), authorization);
    }

    private static String basic(String name, String token) {
        return "Basic "
                + Base64.getEncoder()
                        .encodeToString((name + ":" + token).getBytes(StandardCharsets.UTF_8));
    }

    private String plan(String name) {
        return Plans.quick(name, world.control() + "", world.metrics() + "", world.entrance() + "");
    }

    /** A release whose agent is gone. */
    private void underWay(String name, Phase phase) {
        KeptRelease release =
                place.releases().prepare(PlanFile.parse(plan(name), _ -> null), plan(name));
        try (KeptRelease.Hold _ = release.hold(PlanFile.parse(plan(name), _ -> null), () -> {});
                Journal journal = release.journal()) {
            journal.append(Entry.opening(NOW));
            journal.append(
                    new Entry(
                            NOW,
                            phase,
                            "why <script>alert(1)</script>",
                            List.of(),
                            null,
                            5,
                            List.of(
                                    new Finding(
                                            "errors",
                                            new Verdict.Harmful(
                                                    new Evidence(
                                                            "v2 fails",
                                                            Map.of("canaryShare", 0.25))))),
                            List.of(),
                            Map.of(),
                            Map.of(),
                            Drift.NONE));
        }
    }
}

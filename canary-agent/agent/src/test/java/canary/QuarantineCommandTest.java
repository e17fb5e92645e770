package canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import canary.operations.RefusedException;
import canary.quarantine.ReviewLog;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a person does about documents of a bad release, against an API that answers as the ERP's.
 */
class QuarantineCommandTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String COMPANY = "01900000-0000-7000-8000-00000000c001";
    private static final String OTHER = "01900000-0000-7000-8000-00000000c002";
    private static final Map<String, String> SIGNED =
            Map.of("ERP_USER", "ada", "ERP_PASSWORD", "secret");

    /** What it was asked: path, idempotency key, body. */
    private record Asked(String path, String key, JsonNode body) {}

    @TempDir Path releases;
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final List<Asked> asked = new ArrayList<>();
    private final Map<String, String> problems = new HashMap<>();
    private String refusedId = "";
    private String refusal = "core.UNKNOWN_DOCUMENT";
    private HttpServer erp;
    private Path release;

    @BeforeEach
    void start() throws IOException {
        erp = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        erp.createContext("/", this::answer);
        erp.start();
        release = Files.createDirectories(releases.resolve("erp-v2"));
    }

    @AfterEach
    void stop() {
        erp.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
        String text =
                switch (exchange.getRequestURI().getPath()) {
                    case "/api/v1/users/login" ->
                            body.path("password").asString().equals("secret")
                                    ? "{\"accessToken\":\"t\"}"
                                    : "";
                    case "/api/v1/users/me" ->
                            "{\"username\":\"ada\",\"companyId\":\"%s\"}".formatted(COMPANY);
                    default -> {
                        asked.add(
                                new Asked(
                                        path,
                                        exchange.getRequestHeaders().getFirst("Idempotency-Key"),
                                        body));
                        yield results(path, body);
                    }
                };
        String plain = exchange.getRequestURI().getPath();
        String problem =
                path.endsWith("dryRun=true") ? problems.get(plain) : problems.remove(plain);
        if (problem != null) {
            byte[] said = problem.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(409, said.length);
            exchange.getResponseBody().write(said);
            exchange.close();
            return;
        }
        byte[] bytes =
                (text.isEmpty() ? "{\"code\":\"users.SIGN_IN_REFUSED\",\"detail\":\"no\"}" : text)
                        .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(text.isEmpty() ? 401 : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String results(String path, JsonNode body) {
        ArrayNode results = JSON.createArrayNode();
        for (JsonNode document : body.path("documents")) {
            boolean isRefused = document.path("id").asString().equals(refusedId);
            results.addObject()
                    .put(
                            "outcome",
                            isRefused ? "REFUSED" : path.contains("/release") ? "RELEASED" : "HELD")
                    .put("code", isRefused ? refusal : null)
                    .put("message", isRefused ? "no such document" : null);
        }
        return JSON.writeValueAsString(JSON.createObjectNode().set("results", results));
    }

    private void report(String... documents) throws IOException {
        Files.writeString(
                release.resolve("report.json"),
                """
                {"release":"erp-v2","canary":"v2","outcome":"rolled-back","why":"data: wrong\\nbooks",
                 "blastRadius":{"documents":[%s]}}
                """
                        .formatted(String.join(",", documents)));
    }

    private static String document(String company, String type, String id, String... broken) {
        return "{\"company\":\"%s\",\"type\":\"%s\",\"id\":\"%s\",\"number\":\"N\",\"broken\":%s}"
                .formatted(company, type, id, JSON.writeValueAsString(broken));
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }

    private int run(Map<String, String> environment, String... words) {
        List<String> all = new ArrayList<>(List.of(release.toString()));
        all.addAll(List.of("--url", "http://127.0.0.1:" + erp.getAddress().getPort()));
        all.addAll(List.of(words));
        PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8);
        return new QuarantineCommand(new Places(releases), environment, out).run(all);
    }

    private String shown() {
        return shown.toString(StandardCharsets.UTF_8);
    }

    private List<String> ids(int call) {
        return asked.get(call).body().path("documents").findValuesAsString("id");
    }

    @Test
    void holds_what_breaks_a_rule_and_tells_it_by_module() throws IOException {
        String broken = id();
        String whole = id();
        report(
                document(COMPANY, "sales.invoice", broken, "I13_taxes"),
                document(COMPANY, "sales.order", whole));
        assertThat(run(SIGNED)).isZero();
        assertThat(ids(0)).containsExactly(broken);
        JsonNode body = asked.getFirst().body();
        assertThat(body.path("release").asString()).isEqualTo("erp-v2");
        assertThat(body.path("reason").asString())
                .isEqualTo("rolled-back of version v2: data: wrong books");
        assertThat(body.at("/documents/0/broken/0").asString()).isEqualTo("I13_taxes");
        assertThat(shown()).contains("2 documents", "1 of them break", "sales        1 held");
        assertThat(Files.readString(release.resolve("quarantine.ndjson")))
                .contains("\"by\":\"ada\"", "\"did\":\"hold\"", broken);
        assertThat(ReviewLog.in(release).told())
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains(" ada held 1 of 1 documents of company " + COMPANY, "wrong books");
        assertThat(run(SIGNED, "--all", "--dry-run")).isZero();
        assertThat(ids(1)).containsExactly(broken, whole);
        assertThat(asked.get(1).path()).endsWith("?dryRun=true");
        assertThat(Files.readAllLines(release.resolve("quarantine.ndjson"))).hasSize(1);
    }

    @Test
    void the_same_again_is_the_same_request_until_it_was_done() throws IOException {
        report(document(COMPANY, "sales.invoice", id(), "I13"));
        run(SIGNED, "--dry-run");
        run(SIGNED);
        run(SIGNED);
        assertThat(asked.get(1).key()).isEqualTo(asked.get(0).key()).startsWith("quarantine-");
        assertThat(asked.get(2).key()).isNotEqualTo(asked.get(1).key());
    }

    @Test
    void many_go_some_at_a_time_and_a_refusal_is_told() throws IOException {
        List<String> documents = new ArrayList<>();
        for (int i = 0; i < 450; i++) {
            refusedId = id();
            documents.add(document(COMPANY, "finance.payment", refusedId, "I11"));
        }
        report(documents.toArray(String[]::new));
        assertThat(run(SIGNED)).isEqualTo(1);
        assertThat(asked)
                .extracting(it -> it.body().path("documents").size())
                .containsExactly(200, 200, 50);
        assertThat(shown())
                .contains("449 held, 1 refused")
                .contains("refused: finance.payment " + refusedId + ": core.UNKNOWN_DOCUMENT");
    }

    @Test
    void another_companys_documents_are_left_to_somebody_of_it() throws IOException {
        String own = id();
        report(
                document(COMPANY, "sales.invoice", own, "I13"),
                document(OTHER, "sales.invoice", id(), "I13"));
        assertThat(run(SIGNED)).isEqualTo(1);
        assertThat(ids(0)).containsExactly(own);
        assertThat(shown()).contains("not touched: 1 documents of company " + OTHER);
        assertThat(run(SIGNED, "--company", COMPANY)).isZero();
        assertThatThrownBy(() -> run(SIGNED, "--company", OTHER))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("signs in for company " + COMPANY);
    }

    @Test
    void lifts_with_a_reason() throws IOException {
        report(document(COMPANY, "sales.invoice", id(), "I13"));
        assertThat(run(SIGNED, "--lift", "--why", "mended by hand")).isZero();
        assertThat(asked.getFirst().path()).isEqualTo("/api/v1/core/quarantine/release");
        assertThat(asked.getFirst().body().path("why").asString()).isEqualTo("mended by hand");
        assertThat(shown()).contains("1 released");
        refusedId = ids(0).getFirst();
        refusal = "core.NOT_HELD";
        assertThat(run(SIGNED, "--lift", "--why", "again")).isZero();
        assertThat(shown()).contains("1 not held");
        assertThatThrownBy(() -> run(SIGNED, "--lift"))
                .isInstanceOf(UsageException.class)
                .hasMessage("--lift needs --why TEXT");
    }

    /** What settles the invoice stays: it may have paid others too, and that is for a person. */
    @Test
    void takes_back_what_is_broken_the_newest_first_after_trying_it() throws IOException {
        String delivery = "01900000-0000-7000-8000-000000000001";
        String invoice = "01900000-0000-7000-8000-000000000002";
        String order = "01900000-0000-7000-8000-000000000000";
        report(
                document(COMPANY, "sales.delivery", delivery, "I30"),
                document(COMPANY, "sales.invoice", invoice, "I01"),
                document(COMPANY, "sales.order", order, "I14"));
        String payment = "/api/v1/finance/payments/" + id();
        problems.put(
                "/api/v1/sales/invoices/" + invoice + "/reverse",
                """
                {"code":"finance.STILL_ALLOCATED","detail":"settled","candidates":[{"path":"%s"}]}
                """
                        .formatted(payment));
        assertThat(run(SIGNED, "--reverse")).isEqualTo(1);
        assertThat(asked)
                .extracting(Asked::path)
                .containsExactly(
                        "/api/v1/sales/invoices/" + invoice + "/reverse?dryRun=true",
                        "/api/v1/sales/deliveries/" + delivery + "/reverse?dryRun=true",
                        "/api/v1/sales/invoices/" + invoice + "/reverse",
                        "/api/v1/sales/deliveries/" + delivery + "/reverse");
        assertThat(shown())
                .contains("sales.invoice N (breaks I01): finance.STILL_ALLOCATED settled")
                .contains("sales.delivery N (breaks I30): reversed")
                .contains("1 reversed")
                .contains("refused: sales.order " + order + ": NO_WAY_BACK");
        assertThat(ReviewLog.in(release).told())
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains(" ada reversed 1 of 3 documents");
    }

    @Test
    void a_dry_run_takes_nothing_back() throws IOException {
        report(document(COMPANY, "finance.payment", id(), "I11"));
        assertThat(run(SIGNED, "--reverse", "--dry-run")).isZero();
        assertThat(asked).singleElement().extracting(Asked::path).asString().contains("dryRun");
        assertThat(release.resolve("quarantine.ndjson")).doesNotExist();
        assertThatThrownBy(() -> run(SIGNED, "--reverse", "--all"))
                .isInstanceOf(UsageException.class);
    }

    @Test
    void a_report_without_the_list_is_not_one_without_documents() throws IOException {
        Files.writeString(release.resolve("report.json"), "{\"release\":\"erp-v2\"}");
        assertThatThrownBy(() -> run(SIGNED))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("does not list what its canary wrote");
        report();
        assertThat(run(SIGNED)).isZero();
        assertThat(shown()).contains("nothing to do");
        assertThat(asked).isEmpty();
    }

    @Test
    void who_does_not_sign_in_or_is_refused_is_told_so() throws IOException {
        report(document(COMPANY, "sales.invoice", id(), "I13"));
        assertThatThrownBy(() -> run(Map.of()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("ERP_USER and ERP_PASSWORD, or ERP_TOKEN");
        assertThatThrownBy(() -> run(Map.of("ERP_USER", "ada", "ERP_PASSWORD", "wrong")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("/api/v1/users/login answers 401: users.SIGN_IN_REFUSED no");
        assertThat(run(Map.of("ERP_TOKEN", "t"))).isZero();
        assertThatThrownBy(() -> run(SIGNED, "--all", "--broken"))
                .isInstanceOf(UsageException.class);
    }
}

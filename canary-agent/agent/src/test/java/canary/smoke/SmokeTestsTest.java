package canary.smoke;

import static canary.smoke.Check.Result.FAILED;
import static canary.smoke.Check.Result.PASSED;
import static canary.smoke.Check.Result.UNTESTED;

import static org.assertj.core.api.Assertions.assertThat;

import canary.gates.input.Check;
import canary.gates.input.Check.Result;
import canary.gates.input.SmokeTest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Against real HTTP: two versions over the same data, each with ways of its own to go wrong. */
class SmokeTestsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
    private static final String ORDERS = "/api/v1/sales/orders";
    private static final String ITEMS = "/api/v1/inventory/items";

    private final TinyShop shop = new TinyShop();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, Version> versions = new TreeMap<>();

    /** A version; what it answers on a path can be changed. */
    private final class Version {
        private final HttpServer server;
        private final Map<String, UnaryOperator<TinyShop.Reply>> changes = new TreeMap<>();
        private int orders;

        Version() throws IOException {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        }

        void start(String name) {
            server.createContext("/", exchange -> answer(name, exchange));
            server.start();
        }

        private synchronized void answer(String name, HttpExchange exchange) throws IOException {
            String body =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            URI uri = exchange.getRequestURI();
            orders += uri.getPath().equals(ORDERS) ? 1 : 0;
            TinyShop.Reply reply =
                    uri.getPath().startsWith("/api/")
                            ? shop.answer(exchange.getRequestMethod(), uri, body)
                            : new TinyShop.Reply(200, "{\"version\":\"" + name + "\"}");
            reply = changes.getOrDefault(uri.getPath(), it -> it).apply(reply);
            byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("ERP-Version", name);
            exchange.sendResponseHeaders(reply.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        }

        /** From now on answers this on a path. */
        void answers(String path, int status) {
            changes.put(path, _ -> TinyShop.problem(status, "test.CODE"));
        }

        URI root() {
            return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        }
    }

    @BeforeEach
    void begin() throws IOException {
        for (String name : List.of("v1", "v2")) {
            Version version = new Version();
            version.start(name);
            versions.put(name, version);
        }
    }

    @AfterEach
    void end() {
        versions.values().forEach(version -> version.server.stop(0));
        http.shutdownNow();
    }

    @Test
    void everything_passes_where_there_is_one_of_each() {
        assertThat(canary()).extracting(Check::name).contains("sign-in", "entrance order");
        assertThat(canary()).allMatch(Check::passed);
        assertThat(stable()).allMatch(Check::passed);
        Access pod = new Access(version("v2").root(), "v2", false);
        assertThat(tests().pod(pod, version("v2").root(), access("v1"), NOW))
                .extracting(Check::name)
                .contains("health", "version", "read finance", "dry-run order");
    }

    @Test
    void another_customer_is_tried_where_one_may_not_order() {
        shop.clear("customers");
        shop.customer("500.00");
        shop.customer("0");
        assertThat(order(canary())).isEqualTo(Result.PASSED);
    }

    @ParameterizedTest
    @CsvSource({
        "items, there is no active item",
        "customers, there is no customer",
        "warehouses, there is no warehouse",
        "tax-codes, there is no tax code"
    })
    void what_is_missing_is_named_and_no_pass(String list, String missing) {
        shop.clear(list);
        for (List<Check> checks : List.of(canary(), stable())) {
            assertThat(order(checks)).isEqualTo(Result.UNTESTED);
            assertThat(named(checks, "entrance order").detail())
                    .startsWith("could not be tested: " + missing)
                    .endsWith("(gates.smoke.skip: [order] leaves it out)");
            assertThat(checks).noneMatch(Check::failed);
        }
    }

    @Test
    void all_that_is_missing_is_named_at_once() {
        shop.clear("items");
        shop.clear("warehouses");
        shop.clear("customers");
        assertThat(named(canary(), "entrance order").detail())
                .contains("there is no customer, no warehouse, no active item");
    }

    @Test
    void items_that_are_all_out_of_use_are_no_pass_and_no_blame() {
        shop.deactivateItems();
        assertThat(order(canary())).isEqualTo(Result.UNTESTED);
        assertThat(order(stable())).isEqualTo(Result.UNTESTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "finance.PERIOD_CLOSED",
                "finance.NO_PERIOD",
                "finance.NO_ACCOUNT_OF_ROLE",
                "inventory.INSUFFICIENT_STOCK",
                "sales.CREDIT_LIMIT"
            })
    void what_stable_refuses_too_is_told_in_its_words(String code) {
        shop.refuseOrders(code);
        assertThat(order(canary())).isEqualTo(Result.UNTESTED);
        assertThat(named(stable(), "entrance order").detail())
                .contains("no order is accepted", "409", code);
        assertThat(version("v1").orders).isLessThan(10);
    }

    @Test
    void an_item_that_goes_between_look_and_order_is_looked_for_anew() {
        String other = shop.item(true);
        shop.stock(other, "id-5", "3");
        version("v2")
                .changes
                .put(
                        ORDERS,
                        reply -> {
                            boolean isFirst = version("v2").orders == 1;
                            if (isFirst) {
                                shop.deactivate(other);
                            }
                            return isFirst ? TinyShop.problem(422, "inventory.GONE") : reply;
                        });
        assertThat(order(canary())).isEqualTo(Result.PASSED);
        assertThat(version("v2").orders).isEqualTo(2);
    }

    @Test
    void items_that_go_each_time_are_no_blame() {
        version("v2")
                .changes
                .put(
                        ORDERS,
                        _ -> {
                            shop.deactivateItems();
                            shop.stock(shop.item(true), "id-5", "1");
                            return TinyShop.problem(422, "inventory.INACTIVE_ITEM");
                        });
        assertThat(order(canary())).isEqualTo(Result.UNTESTED);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 409, 422, 429, 500, 503})
    void an_order_that_stable_takes_and_the_canary_does_not_has_failed(int status) {
        version("v2").answers(ORDERS, status);
        assertThat(order(canary())).isEqualTo(Result.FAILED);
        assertThat(named(canary(), "entrance order").detail())
                .contains(status + "", "v1 accepts the same order");
        assertThat(order(stable())).isEqualTo(Result.PASSED);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void an_order_that_stable_cannot_answer_says_nothing_of_the_canary(int status) {
        version("v1").answers(ORDERS, status);
        assertThat(order(canary())).isEqualTo(Result.UNTESTED);
        assertThat(order(stable())).isEqualTo(Result.FAILED);
    }

    @Test
    void a_probe_user_who_may_not_order_is_told_and_asked_once() {
        version("v1").answers(ORDERS, 403);
        version("v2").answers(ORDERS, 403);
        assertThat(order(canary())).isEqualTo(Result.UNTESTED);
        assertThat(version("v1").orders).isEqualTo(1);
    }

    @Test
    void a_module_without_rows_is_untested_on_both() {
        shop.clear("accounts");
        for (List<Check> checks : List.of(canary(), stable())) {
            Check check = named(checks, "entrance finance");
            assertThat(check.result()).isEqualTo(Result.UNTESTED);
            assertThat(check.detail())
                    .contains("shows no row", "gates.smoke.skip: [finance] leaves it out");
        }
    }

    @Test
    void a_canary_that_shows_none_of_the_rows_that_stable_shows_has_failed() {
        version("v2").changes.put(ITEMS, _ -> new TinyShop.Reply(200, "{\"items\":[]}"));
        Check check = named(canary(), "entrance inventory");
        assertThat(check.result()).isEqualTo(Result.FAILED);
        assertThat(check.detail()).contains("shows no row, v1 shows some");
        assertThat(order(canary())).isEqualTo(Result.PASSED);
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 422, 500})
    void a_read_that_is_not_answered_with_200_has_failed(int status) {
        version("v2").answers(ITEMS, status);
        assertThat(named(canary(), "entrance inventory").result()).isEqualTo(Result.FAILED);
    }

    @Test
    void what_is_no_json_has_failed() {
        version("v2").changes.put(ITEMS, _ -> new TinyShop.Reply(200, "<html>"));
        assertThat(named(canary(), "entrance inventory").result()).isEqualTo(Result.FAILED);
    }

    @Test
    void a_probe_user_who_cannot_sign_in_fails_alike() {
        version("v1").answers("/api/v1/users/login", 401);
        version("v2").answers("/api/v1/users/login", 401);
        assertThat(canary()).singleElement().matches(Check::failed);
        assertThat(stable()).singleElement().matches(Check::failed);
    }

    @Test
    void a_stable_that_cannot_be_asked_leaves_only_what_needs_it_untested() {
        SmokeTests tests = tests();
        assertThat(order(tests.entrance(access("v2"), access("v1"), NOW))).isEqualTo(Result.PASSED);
        version("v1").server.stop(0);
        List<Check> checks = tests.entrance(access("v2"), access("v1"), NOW);
        assertThat(order(checks)).isEqualTo(Result.UNTESTED);
        assertThat(named(checks, "entrance sales").result()).isEqualTo(Result.PASSED);
    }

    @Test
    void a_stable_that_never_told_what_to_try_leaves_all_of_it_untested() {
        version("v1").server.stop(0);
        assertThat(canary()).extracting(Check::result).containsExactly(PASSED, UNTESTED);
    }

    @Test
    void an_older_stable_that_tells_nothing_to_try_is_told_with_the_way_on() {
        version("v1").answers(SmokeTest.LIST, 404);
        for (List<Check> checks : List.of(canary(), stable())) {
            assertThat(checks).extracting(Check::result).containsExactly(PASSED, UNTESTED);
            assertThat(named(checks, "smoke tests").detail())
                    .startsWith("could not be tested: v1 does not tell what to try")
                    .endsWith("gates.smoke.enabled: false goes without");
        }
        assertThat(tests().withoutList().entrance(access("v2"), access("v1"), NOW))
                .extracting(Check::name)
                .containsExactly("sign-in", "entrance description");
    }

    @Test
    void a_stable_that_fails_to_tell_what_to_try_says_nothing_of_the_canary() {
        version("v1").answers(SmokeTest.LIST, 500);
        assertThat(canary()).extracting(Check::result).containsExactly(PASSED, UNTESTED);
        assertThat(stable()).extracting(Check::result).containsExactly(PASSED, FAILED);
    }

    @Test
    void nothing_is_posted_that_would_stay() {
        version("v1")
                .changes
                .put(
                        SmokeTest.LIST,
                        reply -> new TinyShop.Reply(200, reply.body().replace("?dryRun=true", "")));
        assertThat(named(stable(), "smoke tests").detail()).contains("no dry run");
        assertThat(version("v1").orders).isZero();
    }

    @Test
    void a_name_to_leave_out_that_stable_does_not_know_is_told_with_those_that_it_knows() {
        List<Check> checks =
                tests().without(Set.of("ordr", "sales")).entrance(access("v1"), access("v1"), NOW);
        assertThat(named(checks, "smoke tests").detail())
                .isEqualTo(
                        "could not be tested: gates.smoke.skip leaves out ordr, which v1 does not"
                                + " know: it knows core, users, finance, inventory, sales, order");
        assertThat(named(checks, "smoke tests").result()).isEqualTo(UNTESTED);
    }

    @Test
    void what_the_plan_leaves_out_is_not_tried() {
        List<Check> checks =
                tests().without(Set.of("order", "sales")).entrance(access("v2"), access("v1"), NOW);
        assertThat(checks)
                .extracting(Check::name)
                .containsExactly(
                        "sign-in",
                        "entrance core",
                        "entrance users",
                        "entrance finance",
                        "entrance inventory");
        assertThat(version("v1").orders).isZero();
    }

    private SmokeTests tests() {
        return new SmokeTests(http, Duration.ofSeconds(20), "probe", "secret");
    }

    private List<Check> canary() {
        return tests().entrance(access("v2"), access("v1"), NOW);
    }

    private List<Check> stable() {
        return tests().entrance(access("v1"), access("v1"), NOW);
    }

    private Access access(String name) {
        return new Access(version(name).root(), name, true);
    }

    private Version version(String name) {
        return Optional.ofNullable(versions.get(name)).orElseThrow();
    }

    private static Result order(List<Check> checks) {
        return named(checks, "entrance order").result();
    }

    private static Check named(List<Check> checks, String name) {
        return checks.stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
    }
}

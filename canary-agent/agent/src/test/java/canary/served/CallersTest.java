package canary.served;

import static org.assertj.core.api.Assertions.assertThat;

import canary.operations.Place;
import canary.rollout.Order;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who may do what, and what everybody gets, over real HTTP. */
class CallersTest {

    private static final String OPERATE = "0123456789abcdef0123456789abcdef";
    private static final String VIEW = "fedcba9876543210fedcba9876543210";

    @TempDir Path directory;
    private LongRelease release;
    private Place place;
    private AgentServer server;

    @BeforeEach
    void start() throws IOException {
        release = new LongRelease(directory.resolve("releases"), "next");
        release.ticks(30);
        Path tokens =
                Files.writeString(
                        directory.resolve("tokens"),
                        "old %s\nvic %s view\n# none\nbob %s operate\n"
                                .formatted(OPERATE, VIEW, OPERATE.toUpperCase(Locale.ROOT)));
        place = Place.local(directory.resolve("releases"));
        server =
                AgentServer.start(
                        new ServeSettings("127.0.0.1", 0, tokens),
                        new CallerTokens(tokens),
                        place,
                        Worker.lookingOn(place, System.out));
    }

    @AfterEach
    void end() {
        server.close();
        place.close();
        release.close();
    }

    private AgentCaller caller(String token) {
        return new AgentCaller(server.port(), token.isEmpty() ? "" : "Bearer " + token);
    }

    @Test
    void without_a_token_every_call_is_refused() {
        AgentCaller nobody = caller("");
        String next = "/api/v1/releases/next";
        for (String path :
                List.of(
                        "/api/v1/me",
                        "/api/v1/releases",
                        next,
                        next + "/course",
                        next + "/report")) {
            assertThat(nobody.get(path).statusCode()).as(path).isEqualTo(401);
        }
        for (Order.Verb verb : Order.Verb.values()) {
            assertThat(nobody.order("next", word(verb), "{}").statusCode())
                    .as("" + verb)
                    .isEqualTo(401);
        }
        assertThat(nobody.plan("release: x").statusCode()).isEqualTo(401);
        assertThat(release.oldestOrder()).isNull();
    }

    @Test
    void who_views_sees_everything_and_operates_nothing() {
        AgentCaller vic = caller(VIEW);
        assertThat(vic.json("/api/v1/me").path("role").asString()).isEqualTo("view");
        for (String path : List.of("", "/course", "/report")) {
            assertThat(vic.get("/api/v1/releases/next" + path).statusCode())
                    .as(path)
                    .isEqualTo(200);
        }
        for (Order.Verb verb : Order.Verb.values()) {
            HttpResponse<String> refused = vic.order("next", word(verb), "{\"why\": \"x\"}");
            assertThat(refused.statusCode()).as("" + verb).isEqualTo(403);
            assertThat(refused.body()).contains("only-views", "vic may look on, and not operate");
        }
        assertThat(vic.plan("release: x").statusCode()).isEqualTo(403);
        assertThat(release.oldestOrder()).isNull();
    }

    @Test
    void who_operates_says_so_or_nothing_as_in_old_files() {
        assertThat(caller(OPERATE).json("/api/v1/me").path("role").asString()).isEqualTo("operate");
        AgentCaller bob = caller(OPERATE.toUpperCase(Locale.ROOT));
        assertThat(bob.order("next", "rollback", "{\"why\": \"customers call\"}").statusCode())
                .isEqualTo(202);
        Order order = release.oldestOrder();
        assertThat(order).isNotNull();
        assertThat(order.by()).isEqualTo("bob (customers call)");
    }

    @Test
    void a_line_with_another_role_opens_no_door() throws IOException {
        Path tokens = Files.writeString(directory.resolve("wrong"), "eve " + OPERATE + " admin\n");
        CallerTokens read = new CallerTokens(tokens);
        assertThat(read.problems())
                .containsExactly(tokens + ": line 1: the role must be view or operate");
        assertThat(read.caller("", OPERATE)).isNull();
    }

    @Test
    void the_course_draws_both_versions_and_is_sent_once() {
        AgentCaller vic = caller(VIEW);
        String path = "/api/v1/releases/next/course";
        JsonNode course = vic.json(path);
        int stretches = course.path("at").size();
        assertThat(stretches).isEqualTo(29);
        assertThat(course.at("/ofCanary/rate").size()).isEqualTo(stretches);
        assertThat(course.at("/ofCanary/rate/28").asDouble()).isPositive();
        assertThat(course.at("/ofCanary/failed/0").isNull()).as("nobody had asked it").isTrue();
        assertThat(course.at("/stages/0/weight").asInt()).isEqualTo(5);
        assertThat(course.at("/stages/0/to").isNull()).isTrue();
        assertThat(course.at("/gates/0/turns/0/verdict").asString()).isEqualTo("healthy");
        assertThat(course.at("/exposure/requests").asLong()).isPositive();
        assertThat(vic.getUnlessKnown(path).statusCode()).isEqualTo(304);
        assertThat(vic.getUnlessKnown("/api/v1/releases").body()).isEmpty();
        release.tick();
        assertThat(vic.json(path).path("at").size()).isEqualTo(stretches + 1);
    }

    @Test
    void values_stand_beside_their_limits_and_what_is_not_kept_here_is_said() {
        AgentCaller vic = caller(VIEW);
        JsonNode gates = vic.json("/api/v1/releases/next").path("gates");
        JsonNode gauge = gates.at("/1/gauges/0");
        assertThat(gauge.path("setting").asString()).isEqualTo("availability.maxRestarts");
        assertThat(gauge.path("value").asDouble()).isZero();
        assertThat(gauge.path("limit").asDouble()).isEqualTo(2);
        try (LongRelease other = new LongRelease(directory.resolve("releases"), "other")) {
            JsonNode course = vic.json("/api/v1/releases/other/course");
            assertThat(course.path("isRecorded").asBoolean(true)).isFalse();
            assertThat(course.path("at").size()).isZero();
            assertThat(course.at("/exposure/users").isNull()).isTrue();
            assertThat(other.oldestOrder()).isNull();
        }
    }

    @Test
    void everybody_gets_the_page_and_its_policy_forbids_what_is_not_served_here() {
        AgentCaller nobody = caller("");
        HttpResponse<String> page = nobody.get("/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self'", "style-src 'self'")
                .doesNotContain("unsafe");
        assertThat(page.body()).doesNotContain("<style", " style=", " onclick", "next");
        Matcher named = Pattern.compile("(?:src|href)=\"(/[^\"]*)\"").matcher(page.body());
        assertThat(named.results().map(it -> it.group(1)).distinct())
                .contains("/page/page.js", "/page/page.css")
                .allSatisfy(path -> assertThat(nobody.get(path).statusCode()).isEqualTo(200));
        assertThat(nobody.getUnlessKnown("/page/page.js").statusCode()).isEqualTo(304);
        assertThat(nobody.post("/", "text/plain", "").statusCode()).isEqualTo(405);
        assertThat(nobody.get("/page/../page/secret").statusCode()).isEqualTo(401);
    }

    @Test
    void both_languages_say_everything() throws IOException {
        String words = caller("").get("/page/words.js").body();
        Set<String> english = keys(words, "const en = {", "const zh = {");
        assertThat(keys(words, "const zh = {", "words: {"))
                .containsAll(english)
                .hasSizeGreaterThan(60);
        Matcher asked = Pattern.compile("data-word=\"(\\w+)\"").matcher(caller("").get("/").body());
        assertThat(english).containsAll(asked.results().map(it -> it.group(1)).toList());
    }

    private static Set<String> keys(String words, String from, String to) {
        int begin = words.indexOf(from);
        String part = words.substring(begin, words.indexOf(to, begin + from.length()));
        return Pattern.compile("(?m)(?:^|[{,] )\\s*'?([\\w.]+)'?: (?=['\\w(])")
                .matcher(part)
                .results()
                .map(it -> it.group(1))
                .filter(it -> !it.equals("words"))
                .collect(java.util.stream.Collectors.toSet());
    }

    private static String word(Order.Verb verb) {
        return verb.name().toLowerCase(Locale.ROOT);
    }
}

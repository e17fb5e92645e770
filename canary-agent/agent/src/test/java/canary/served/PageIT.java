package canary.served;

import static org.assertj.core.api.Assertions.assertThat;

import canary.agent.TinyWorld;
import canary.journal.Entry;
import canary.operations.Place;
import canary.plan.Plans;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The page in a real Chromium, over the real server. */
class PageIT {

    private static final String OPERATE = "0123456789abcdef0123456789abcdef";
    private static final String VIEW = "fedcba9876543210fedcba9876543210";
    private static final long MEGABYTE = 1 << 20;

    /** Looks of a day at one every ten seconds. */
    private static final int DAY = 8640;

    /** Each so many looks of the day the page asks; 1 takes some minutes. */
    private static final int ASKED_EVERY = Integer.getInteger("page.asks.every", 144);

    @TempDir Path directory;
    private Place place;
    private Worker worker;
    private AgentServer server;
    private RealChromium browser;
    private String root = "";

    @BeforeEach
    void start() throws IOException {
        browser = RealChromium.start(directory);
        serve(0);
    }

    private void serve(int port) throws IOException {
        Path tokens =
                Files.writeString(
                        directory.resolve("tokens"),
                        "ann %s\nvic %s view\n".formatted(OPERATE, VIEW));
        place = Place.local(directory.resolve("releases"));
        worker =
                new Worker(
                        place,
                        new PrintStream(
                                OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                        Duration.ofHours(1));
        server =
                AgentServer.start(
                        new ServeSettings("127.0.0.1", port, tokens),
                        new CallerTokens(tokens),
                        place,
                        worker);
        root = "http://127.0.0.1:" + server.port() + "/";
    }

    @AfterEach
    void end() {
        server.close();
        worker.close();
        place.close();
        browser.close();
    }

    private void signIn(String token) {
        browser.open(root);
        browser.until("document.activeElement.id === 'token'");
        browser.type(token);
        browser.press("Enter");
    }

    @Test
    void who_operates_rolls_back_by_keyboard_alone_and_is_named_with_the_reason()
            throws IOException {
        try (TinyWorld world = new TinyWorld()) {
            AgentCaller ann = new AgentCaller(server.port(), "Bearer " + OPERATE);
            String plan =
                    Plans.quick(
                            "next",
                            world.control() + "",
                            world.metrics() + "",
                            world.entrance() + "");
            ann.plan(plan.replace("watchAtLeast: 300ms", "watchAtLeast: 60s"));
            ann.until("next", "watching");
            signIn(OPERATE);
            browser.until("document.getElementById('why').textContent !== ''");
            browser.until("document.querySelectorAll('#figures path').length > 2");
            assertThat(browser.isTrue("sessionStorage.getItem('token') !== null")).isTrue();
            assertThat(browser.evaluate("location.href").asString()).doesNotContain(OPERATE);
            browser.tabTo("it.dataset.verb === 'rollback'");
            assertThat(
                            browser.isTrue(
                                    "getComputedStyle(document.activeElement).outlineWidth ==="
                                            + " '3px'"))
                    .as("the focus is seen")
                    .isTrue();
            browser.press("Enter");
            browser.until("document.activeElement.id === 'reason'");
            browser.tabTo("it.id === 'confirm'");
            browser.press("Enter");
            assertThat(browser.isTrue("document.getElementById('order').open"))
                    .as("without a reason nothing is asked")
                    .isTrue();
            browser.until("document.activeElement.id === 'reason'");
            browser.type("customers call");
            browser.tabTo("it.id === 'confirm'");
            browser.press("Enter");
            ann.until("next", "rolled-back");
            assertThat(place.releases().find("next").orElseThrow().peek())
                    .map(Entry::order)
                    .anyMatch(it -> it != null && it.by().equals("ann (customers call)"));
            browser.until("document.getElementById('state').className.includes('rolled-back')");
            browser.until("document.getElementById('said').textContent.includes('rolled back')");
            assertThat(browser.isTrue("document.getElementById('actions').hidden")).isTrue();
        }
    }

    @Test
    void who_views_has_no_buttons_and_whoever_is_unknown_sees_nothing() {
        try (LongRelease release = new LongRelease(directory.resolve("releases"), "next")) {
            release.ticks(30);
            signIn("wrong-wrong-wrong-wrong-wrong-wrong");
            browser.until("document.getElementById('refused').textContent !== ''");
            assertThat(browser.isTrue("document.getElementById('main').hidden")).isTrue();
            signIn(VIEW);
            browser.until("document.querySelectorAll('.gate').length > 5");
            assertThat(browser.isTrue("document.getElementById('actions').hidden")).isTrue();
            assertThat(browser.isTrue("!document.getElementById('viewer').hidden")).isTrue();
            browser.evaluate("document.getElementById('leave').click()");
            assertThat(browser.isTrue("sessionStorage.getItem('token') === null")).isTrue();
        }
    }

    @Test
    void says_since_when_there_is_no_data_and_since_when_nobody_answers() throws IOException {
        try (LongRelease release = new LongRelease(directory.resolve("releases"), "next")) {
            release.ticks(100);
            release.isBlind = true;
            release.ticks(50);
            signIn(VIEW);
            browser.until("document.querySelectorAll('.key i').length > 5");
            assertThat(
                            browser.evaluate("document.getElementById('plot-rate').textContent")
                                    .asString())
                    .containsPattern("v1 no data since .*v2 no data since ");
            int port = server.port();
            server.close();
            worker.close();
            look();
            browser.until("!document.getElementById('away').hidden");
            assertThat(browser.evaluate("document.getElementById('away').textContent").asString())
                    .startsWith("The agent has not answered since ");
            assertThat(browser.isTrue("document.querySelectorAll('.gate').length > 5")).isTrue();
            serve(port);
            look();
            browser.until("document.getElementById('away').hidden");
        }
    }

    private void look() {
        browser.evaluate("import('/page/page.js').then(it => it.refresh())");
    }

    @Test
    void tells_in_words_when_a_gate_says_something_else() {
        try (LongRelease release = new LongRelease(directory.resolve("releases"), "next")) {
            release.ticks(90);
            signIn(VIEW);
            browser.until("document.querySelectorAll('.gate').length > 5");
            release.evidence = 2;
            release.tick();
            look();
            browser.until(
                    "document.getElementById('said').textContent.includes('errors: harmful')");
            assertThat(
                            browser.evaluate(
                                            "document.getElementById('said').getAttribute('aria-live')")
                                    .asString())
                    .isEqualTo("polite");
        }
    }

    @Test
    void is_well_on_a_phone_and_a_desk_light_and_dark_in_both_languages() throws IOException {
        Path pictures = Path.of("target/pictures");
        try (LongRelease before =
                new LongRelease(directory.resolve("releases"), "erp-2026-11", Duration.ofDays(3))) {
            before.ticks(40);
        }
        try (LongRelease release = new LongRelease(directory.resolve("releases"), "erp-2026-12")) {
            release.ticks(230);
            release.evidence = 0.6;
            release.ticks(120);
            signIn(OPERATE);
            for (int width : new int[] {320, 1280}) {
                for (String language : new String[] {"en", "zh"}) {
                    for (String scheme : new String[] {"light", "dark"}) {
                        browser.size(width, 900);
                        browser.scheme(scheme);
                        speak(language);
                        browser.until("document.querySelectorAll('#figures svg').length === 4");
                        assertThat(
                                        browser.isTrue(
                                                "document.documentElement.scrollWidth <="
                                                        + " innerWidth"))
                                .as("nothing is wider than %d", width)
                                .isTrue();
                        browser.picture(
                                pictures.resolve(
                                        "%d-%s-%s.png".formatted(width, language, scheme)));
                    }
                }
            }
            browser.evaluate("document.querySelector('[data-verb=rollback]').click()");
            browser.picture(pictures.resolve("order.png"));
        }
    }

    private void speak(String language) {
        browser.evaluate("document.getElementById('language').value = '" + language + "'");
        browser.evaluate("document.getElementById('language').dispatchEvent(new Event('change'))");
    }

    @Test
    void a_day_open_takes_no_more_memory_than_a_few_hours() {
        try (LongRelease release =
                new LongRelease(directory.resolve("releases"), "next", Duration.ofDays(1))) {
            release.ticks(360);
            signIn(VIEW);
            browser.until("document.querySelectorAll('#figures svg').length === 4");
            long pageEarly = 0;
            long agentEarly = 0;
            for (int looks = 360; looks < DAY; looks++) {
                if (looks % ASKED_EVERY == 0) {
                    release.tick();
                    look();
                } else {
                    release.count();
                }
                if (looks == 1440) {
                    pageEarly = browser.liveHeap();
                    agentEarly = ownHeap();
                }
            }
            long page = browser.liveHeap();
            long agent = ownHeap();
            System.out.printf(
                    "a day open, asked every %d looks: page %.1f MB (after four hours %.1f MB),"
                            + " agent %+.1f MB since%n",
                    ASKED_EVERY,
                    (double) page / MEGABYTE,
                    (double) pageEarly / MEGABYTE,
                    (double) (agent - agentEarly) / MEGABYTE);
            assertThat(page).isLessThan(100 * MEGABYTE);
            assertThat(page - pageEarly).isLessThan(5 * MEGABYTE);
            assertThat(agent - agentEarly).isLessThan(10 * MEGABYTE);
            assertThat(browser.evaluate("document.querySelectorAll('*').length").asInt())
                    .isLessThan(2000);
        }
    }

    /** What is alive in the agent, and in the release that this test makes. */
    private static long ownHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}

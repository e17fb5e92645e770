package canary.served;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A real browser without a screen, driven by its DevTools protocol; ends with the test. */
final class RealChromium implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final JsonMapper JSON = new JsonMapper();

    private final Process process;
    private final Path folder;
    private final WebSocket socket;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> asked;

    private RealChromium(Process process, Path folder, WebSocket socket, Answers answers) {
        this.process = process;
        this.folder = folder;
        this.socket = socket;
        this.asked = answers.asked;
    }

    /** Starts one. Where there is none the test is skipped; in CI it fails. */
    static RealChromium start(Path folder) throws IOException {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setpriv"))) {
            command.addAll(List.of("/usr/bin/setpriv", "--pdeathsig", "KILL", "--"));
        }
        command.addAll(
                List.of(
                        program().toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--remote-debugging-port=0",
                        "about:blank"));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("chromium.log").toFile())
                        .start();
        Path told = folder.resolve("profile/DevToolsActivePort");
        until("Chromium is there", () -> Files.exists(told) && lines(told).size() > 1);
        URI pages = URI.create("http://127.0.0.1:" + lines(told).getFirst() + "/json/list");
        HttpClient http = HttpClient.newHttpClient();
        try {
            String list =
                    http.send(HttpRequest.newBuilder(pages).build(), BodyHandlers.ofString())
                            .body();
            String address = "";
            for (JsonNode page : JSON.readTree(list)) {
                if (page.path("type").asString().equals("page")) {
                    address = page.path("webSocketDebuggerUrl").asString();
                }
            }
            Answers answers = new Answers();
            WebSocket socket =
                    http.newWebSocketBuilder().buildAsync(URI.create(address), answers).join();
            return new RealChromium(process, folder, socket, answers);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Path program() {
        Map<String, String> environment = System.getenv();
        String cache =
                environment.getOrDefault(
                        "REAL_CHROMIUM_CACHE",
                        environment.getOrDefault(
                                        "XDG_CACHE_HOME",
                                        System.getProperty("user.home") + "/.cache")
                                + "/real-chromium");
        Optional<Path> found =
                Stream.concat(
                                Stream.of(environment.getOrDefault("PATH", "").split(":"))
                                        .filter(part -> !part.isBlank()),
                                Stream.of(cache + "/root/usr/bin"))
                        .flatMap(
                                part ->
                                        Stream.of("chromium", "chromium-browser", "google-chrome")
                                                .map(name -> Path.of(part, name)))
                        .filter(Files::isExecutable)
                        .findFirst();
        String missing = "no chromium on PATH: ops/bin/real-chromium fetch brings one";
        if (found.isEmpty() && "true".equals(environment.get("CI"))) {
            Assertions.fail(missing);
        }
        Assumptions.assumeTrue(found.isPresent(), missing);
        return found.orElseThrow();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts the pieces of messages together and gives each to who has asked. */
    private static final class Answers implements WebSocket.Listener {

        private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean isLast) {
            text.append(data);
            if (isLast) {
                JsonNode message = JSON.readTree(text.toString());
                text.setLength(0);
                CompletableFuture<JsonNode> waiting = asked.remove(message.path("id").asInt(-1));
                if (waiting != null) {
                    waiting.complete(message);
                }
            }
            from.request(1);
            return CompletableFuture.completedStage(null);
        }
    }

    /** A command of the protocol; its result. */
    JsonNode call(String method, Map<String, ?> parameters) {
        int id = ids.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        asked.put(id, answer);
        socket.sendText(
                        JSON.writeValueAsString(
                                Map.of("id", id, "method", method, "params", parameters)),
                        true)
                .join();
        JsonNode message = answer.orTimeout(PATIENCE.toSeconds() * 10, TimeUnit.SECONDS).join();
        if (message.has("error")) {
            throw new AssertionError(method + ": " + message.path("error"));
        }
        return message.path("result");
    }

    /** What an expression of JavaScript comes to, once its promise is kept. */
    JsonNode evaluate(String expression) {
        JsonNode result =
                call(
                        "Runtime.evaluate",
                        Map.of(
                                "expression",
                                expression,
                                "awaitPromise",
                                true,
                                "returnByValue",
                                true));
        if (result.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + result.path("exceptionDetails"));
        }
        return result.path("result").path("value");
    }

    boolean isTrue(String expression) {
        return evaluate(expression).asBoolean(false);
    }

    /** Waits until an expression is true; fails after half a minute. */
    void until(String expression) {
        until(expression, () -> isTrue(expression));
    }

    static void until(String what, BooleanSupplier isSo) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + PATIENCE + ": " + what);
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    void open(String address) {
        call("Page.navigate", Map.of("url", address));
        until("document.readyState === 'complete' && location.href.startsWith('" + address + "')");
    }

    void size(int width, int height) {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of(
                        "width",
                        width,
                        "height",
                        height,
                        "deviceScaleFactor",
                        1,
                        "mobile",
                        width < 500));
    }

    void scheme(String name) {
        call(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", name))));
    }

    /** One of the keys that move: Tab, Enter, ArrowLeft, Escape. */
    void press(String key) {
        int code =
                switch (key) {
                    case "Tab" -> 9;
                    case "Enter" -> 13;
                    case "Escape" -> 27;
                    default -> 37;
                };
        String text = key.equals("Enter") ? "\r" : "";
        for (String type : List.of(text.isEmpty() ? "rawKeyDown" : "keyDown", "keyUp")) {
            call(
                    "Input.dispatchKeyEvent",
                    Map.of(
                            "type",
                            type,
                            "key",
                            key,
                            "code",
                            key,
                            "windowsVirtualKeyCode",
                            code,
                            "text",
                            type.equals("keyUp") ? "" : text));
        }
    }

    void type(String text) {
        call("Input.insertText", Map.of("text", text));
    }

    /** Tabs on until the focus is where an expression of the focused element says. */
    void tabTo(String isThere) {
        for (int i = 0; i < 60; i++) {
            if (isTrue("(it => " + isThere + ")(document.activeElement)")) {
                return;
            }
            press("Tab");
        }
        throw new AssertionError("no Tab leads to: " + isThere);
    }

    /** The whole page as a picture. */
    void picture(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        String data =
                call("Page.captureScreenshot", Map.of("captureBeyondViewport", true))
                        .path("data")
                        .asString();
        Files.write(file, Base64.getDecoder().decode(data));
    }

    /** Bytes of JavaScript that are alive. */
    long liveHeap() {
        call("HeapProfiler.collectGarbage", Map.of());
        return call("Runtime.getHeapUsage", Map.of()).path("usedSize").asLong();
    }

    String log() {
        return String.join("\n", lines(folder.resolve("chromium.log")));
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }
}

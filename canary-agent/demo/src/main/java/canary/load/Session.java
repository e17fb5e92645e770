package canary.load;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A user at work: one connection, and the tokens that keep the user signed in. */
public final class Session implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(35);
    private static final int UNAUTHORIZED = 401;
    // Refreshed when four fifths of its life are over.
    private static final double FRESH_SHARE = 0.8;

    private final HttpConnection http;
    private final Company.User user;
    private @Nullable String access;
    private @Nullable String refresh;
    private long freshUntil;

    public Session(URI root, Company.User user) {
        this.http = new HttpConnection(root, TIMEOUT);
        this.user = user;
    }

    /** What must be done before anything else, or null. */
    public @Nullable RequestKind due() {
        if (access == null) {
            return refresh == null ? RequestKind.LOGIN : RequestKind.REFRESH;
        }
        return System.nanoTime() - freshUntil > 0 ? RequestKind.REFRESH : null;
    }

    public Reply login() throws IOException {
        return signIn(
                "/api/v1/users/login",
                Map.of("username", user.username(), "password", user.password()));
    }

    Reply refresh() throws IOException {
        String token = refresh;
        // Used once: whatever comes of it, the next try signs in.
        refresh = null;
        return token == null
                ? login()
                : signIn("/api/v1/users/refresh", Map.of("refreshToken", token));
    }

    public Reply get(String path) throws IOException {
        return checked(http.send("GET", path, headers(null), null));
    }

    /** Posts; the same key again must have the same body. */
    public Reply post(String path, @Nullable Object body, String key) throws IOException {
        return checked(http.send("POST", path, headers(key), body == null ? null : bytes(body)));
    }

    public static JsonNode json(Reply reply) throws IOException {
        try {
            return JSON.readTree(reply.text());
        } catch (JacksonException e) {
            throw new IOException("no JSON: " + reply.text(), e);
        }
    }

    @Override
    public void close() {
        http.close();
    }

    private Reply signIn(String path, Map<String, String> body) throws IOException {
        access = null;
        Reply reply = http.send("POST", path, Map.of(), bytes(body));
        if (reply.isSuccess()) {
            JsonNode tokens = json(reply);
            access = tokens.path("accessToken").asString();
            refresh = tokens.path("refreshToken").asString();
            double seconds = tokens.path("expiresIn").asDouble() * FRESH_SHARE;
            freshUntil = System.nanoTime() + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
        }
        return reply;
    }

    private Reply checked(Reply reply) {
        if (reply.status() == UNAUTHORIZED) {
            access = null;
        }
        return reply;
    }

    private Map<String, String> headers(@Nullable String key) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (access != null) {
            headers.put("Authorization", "Bearer " + access);
        }
        if (key != null) {
            headers.put("Idempotency-Key", key);
        }
        return headers;
    }

    private static byte[] bytes(Object body) {
        return JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
    }
}

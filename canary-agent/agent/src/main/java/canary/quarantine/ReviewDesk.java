package canary.quarantine;

import canary.operations.RefusedException;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Gatherers;

/** The ERP's quarantine, as a person who has signed in sees it. */
public final class ReviewDesk implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PATH = "/api/v1/core/quarantine";
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    /** Below what the ERP takes at once. */
    private static final int AT_ONCE = 200;

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();
    private final String root;
    private final String token;
    private final Person person;

    /**
     * Who has signed in.
     *
     * @param company whose documents they see
     */
    public record Person(String name, String company) {}

    /** What became of one document. */
    public record Result(AffectedDocument document, String outcome, String code, String message) {
        /** Whether it is now as was asked. */
        public boolean isDone() {
            return code.isEmpty();
        }

        /** It was to be released and is not held: somebody has done so before. */
        public boolean isFree() {
            return code.equals("core.NOT_HELD");
        }

        /** Users, companies and the like: nothing that can be held. */
        public boolean isNoDocument() {
            return code.equals("core.NEVER_HELD");
        }
    }

    /** What is done with documents. */
    public enum Deed {
        HOLD("hold", "held"),
        LIFT("release", "released"),
        REVERSE("reverse", "reversed");

        private final String verb;
        private final String past;

        Deed(String verb, String past) {
            this.verb = verb;
            this.past = past;
        }

        String verb() {
            return verb;
        }

        /** As a log's word says that it was done. */
        static String past(String verb) {
            for (Deed deed : values()) {
                if (deed.verb.equals(verb)) {
                    return deed.past;
                }
            }
            return verb;
        }
    }

    /**
     * What is to be done.
     *
     * @param release its name
     * @param why what people are told
     * @param turn how often something was done before because of this release: the same again is
     *     the same request only until it was done
     */
    public record Task(String release, Deed deed, String why, boolean isDryRun, long turn) {
        boolean isLift() {
            return deed == Deed.LIFT;
        }

        /** The same, and nothing stays of it. */
        public Task tried() {
            return new Task(release, deed, why, true, turn);
        }
    }

    /** What was answered, whatever that is. */
    record Said(int status, JsonNode body) {
        boolean isDone() {
            return status / 100 == 2;
        }

        String code() {
            return body.path("code").asString("HTTP " + status);
        }

        String detail() {
            return body.path("detail").asString("");
        }
    }

    /**
     * Signs in, or takes the token.
     *
     * @param user null where there is a token
     */
    public ReviewDesk(
            URI url, @Nullable String user, @Nullable String password, @Nullable String token) {
        this.root = url.toString().replaceFirst("/+$", "");
        this.token = token == null ? signIn(user, password) : token;
        JsonNode me = answer(request("/api/v1/users/me").GET(), "/api/v1/users/me");
        this.person =
                new Person(me.path("username").asString(""), me.path("companyId").asString(""));
    }

    public Person person() {
        return person;
    }

    private String signIn(@Nullable String user, @Nullable String password) {
        String path = "/api/v1/users/login";
        Map<String, String> body =
                Map.of(
                        "username", user == null ? "" : user,
                        "password", password == null ? "" : password);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(root + path))
                        .timeout(TIMEOUT)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
        String got = answer(request, path).path("accessToken").asString("");
        if (got.isEmpty()) {
            throw new RefusedException("the answer to the sign-in has no accessToken");
        }
        return got;
    }

    /** Does it with all of them, some at a time; done again it changes nothing. */
    public List<Result> carryOut(Task task, List<AffectedDocument> documents) {
        List<Result> results = new ArrayList<>();
        documents.stream()
                .gather(Gatherers.windowFixed(AT_ONCE))
                .forEach(some -> results.addAll(send(task, some)));
        return results;
    }

    /** Takes back what is posted of them, each by its own verb, the newest first. */
    public List<Result> takeBack(Task task, List<AffectedDocument> documents) {
        return new WayBack(this).takeBack(task, documents);
    }

    /** Posts it, once however often it is sent. */
    Said post(Task task, String path, Map<String, String> body) {
        String text = JSON.writeValueAsString(body);
        HttpResponse<String> response = exchange(order(task, path, text), path);
        return new Said(response.statusCode(), json(response.body(), path));
    }

    private List<Result> send(Task task, List<AffectedDocument> documents) {
        Map<String, Object> body = new LinkedHashMap<>();
        if (!task.isLift()) {
            body.put("release", task.release());
        }
        body.put(task.isLift() ? "why" : "reason", task.why());
        body.put(
                "documents",
                documents.stream()
                        .map(task.isLift() ? AffectedDocument::named : AffectedDocument::held)
                        .toList());
        String text = JSON.writeValueAsString(body);
        String path = PATH + (task.isLift() ? "/release" : "");
        JsonNode answer = answer(order(task, path, text), path);
        JsonNode told = answer.path("results");
        if (told.size() != documents.size()) {
            throw new RefusedException(
                    "%s was asked for %d documents and answers for %d"
                            .formatted(path, documents.size(), told.size()));
        }
        List<Result> results = new ArrayList<>();
        for (int i = 0; i < documents.size(); i++) {
            JsonNode one = told.get(i);
            results.add(
                    new Result(
                            documents.get(i),
                            one.path("outcome").asString(""),
                            one.path("code").asString(""),
                            one.path("message").asString("")));
        }
        return results;
    }

    private static String key(Task task, String path, String body) {
        try {
            String content = "%s %s %d %s".formatted(path, task.release(), task.turn(), body);
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(content.getBytes(StandardCharsets.UTF_8));
            return "quarantine-" + HexFormat.of().formatHex(digest, 0, 20);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(root + path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token);
    }

    private HttpRequest.Builder order(Task task, String path, String body) {
        return request(path + (task.isDryRun() ? "?dryRun=true" : ""))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key(task, path, body))
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private JsonNode answer(HttpRequest.Builder request, String path) {
        HttpResponse<String> response = exchange(request, path);
        if (response.statusCode() / 100 != 2) {
            throw new RefusedException(
                    "%s%s answers %d: %s"
                            .formatted(root, path, response.statusCode(), said(response.body())));
        }
        return json(response.body(), path);
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request, String path) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new RefusedException(root + path + " does not answer: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException(root + path + " was interrupted");
        }
    }

    private JsonNode json(String body, String path) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            throw new RefusedException(root + path + " answers no JSON");
        }
    }

    /** A problem's own words, or how the answer begins. */
    private static String said(String body) {
        try {
            JsonNode problem = JSON.readTree(body);
            String detail = problem.path("detail").asString("");
            if (!detail.isEmpty()) {
                return problem.path("code").asString("") + " " + detail;
            }
        } catch (JacksonException e) {
            // no problem of the ERP's: what stands between it and us has answered
        }
        return body.substring(0, Math.min(body.length(), 200)).replace('\n', ' ');
    }

    @Override
    public void close() {
        http.close();
    }
}

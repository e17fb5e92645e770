package canary.smoke;

import canary.gates.input.Check;
import canary.gates.input.SmokeTest;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Functional checks over HTTP: straight at a pod, and through the public entrance. Nothing they do
 * stays: they sign in, and do what stable tells is to be tried: reads and dry runs with its
 * company's data. What stable lacks leaves a check untested, which is no pass.
 */
public final class SmokeTests {

    /** The check that stands for all where there is nothing to try. */
    private static final String LIST = "smoke tests";

    private static final String DESCRIPTION = "/openapi.json";

    private final HttpClient http;
    private final Duration timeout;
    private final String username;
    private final String password;
    private final boolean isListTried;
    private final Set<String> left;

    /** What stable told last, for when it cannot be asked. */
    private volatile List<SmokeTest> told = List.of();

    /**
     * @param username a user who may read every module, try everything out and send probes
     */
    public SmokeTests(HttpClient http, Duration timeout, String username, String password) {
        this(http, timeout, username, password, true, Set.of());
    }

    private SmokeTests(
            HttpClient http,
            Duration timeout,
            String username,
            String password,
            boolean isListTried,
            Set<String> left) {
        this.http = http;
        this.timeout = timeout;
        this.username = username;
        this.password = password;
        this.isListTried = isListTried;
        this.left = new TreeSet<>(left);
    }

    /** The same without those of these names. */
    public SmokeTests without(Set<String> skipped) {
        return new SmokeTests(http, timeout, username, password, true, skipped);
    }

    /** The same without all that stable tells: health, version, sign-in and description. */
    public SmokeTests withoutList() {
        return new SmokeTests(http, timeout, username, password, false, Set.of());
    }

    /**
     * Checks a pod itself: health, version, and as the probe user each module.
     *
     * @param stable where what the checks need is looked for; the pod itself where it is stable
     */
    public List<Check> pod(Access pod, URI management, Access stable, Instant now) {
        Checklist checks = new Checklist(now);
        ErpClient operations = new ErpClient(http, management, timeout, null);
        checks.add(
                "health", () -> "ready: " + operations.get("/health/ready").expect(200).status());
        checks.add(
                "version",
                () -> infoVersion(operations.get("/info").expect(200).body(), pod.version()));
        modules(checks, "read ", "dry-run ", pod, stable);
        return checks.done();
    }

    /**
     * Checks the way that users take.
     *
     * @param tested through the entrance
     * @param stable as above
     */
    public List<Check> entrance(Access tested, Access stable, Instant now) {
        Checklist checks = new Checklist(now);
        modules(checks, "entrance ", "entrance ", tested, stable);
        return checks.done();
    }

    private void modules(
            Checklist checks, String reads, String writes, Access tested, Access stable) {
        ErpClient erp = client(tested);
        checks.add("sign-in", () -> signIn(erp, tested));
        if (!erp.isSignedIn()) {
            return;
        }
        if (!isListTried) {
            checks.add(reads + "description", () -> described(erp, tested.version()));
            return;
        }
        Reference reference =
                tested.version().equals(stable.version())
                        ? Reference.itself(tested.version(), erp)
                        : Reference.of(stable.version(), () -> signedIn(stable));
        for (SmokeTest test : told(checks, reference)) {
            if (left.contains(test.name())) {
                continue;
            }
            if (test.isRead()) {
                checks.add(
                        reads + test.name(),
                        test,
                        () -> read(erp, reference, test.path(), tested.version()));
            } else {
                checks.add(writes + test.name(), test, () -> DryRun.post(erp, reference, test));
            }
        }
    }

    /** What stable tells is to be tried, or told last; nothing where it never did. */
    private List<SmokeTest> told(Checklist checks, Reference reference) {
        String version = reference.version();
        try {
            told = reference.ask(erp -> SmokeTest.toldBy(erp, version));
        } catch (SmokeFailure e) {
            checks.failed(LIST, e);
            return List.of();
        } catch (Untestable e) {
            if (told.isEmpty()) {
                checks.untested(LIST, e.getMessage() + "");
                return List.of();
            }
        }
        Set<String> unknown = new TreeSet<>(left);
        told.forEach(test -> unknown.remove(test.name()));
        if (!unknown.isEmpty()) {
            checks.untested(
                    LIST,
                    "gates.smoke.skip leaves out %s, which %s does not know: it knows %s"
                            .formatted(
                                    String.join(", ", unknown),
                                    version,
                                    told.stream()
                                            .map(SmokeTest::name)
                                            .collect(Collectors.joining(", "))));
        }
        return told;
    }

    private ErpClient client(Access access) {
        return new ErpClient(
                http, access.root(), timeout, access.isByHeader() ? access.version() : null);
    }

    private ErpClient signedIn(Access access) {
        ErpClient erp = client(access);
        erp.signIn(username, password);
        return erp;
    }

    /** Who asks by header is not sent to the version before he is known. */
    private String signIn(ErpClient erp, Access access) {
        ErpClient.Answer answer = erp.signIn(username, password);
        if (!access.isByHeader()) {
            answer.expectVersion(access.version());
        }
        return "signed in as " + username;
    }

    /** What each version has; through the entrance it is the first that reaches the version. */
    private static String described(ErpClient erp, String version) {
        erp.get(DESCRIPTION).expect(200).expectVersion(version);
        return DESCRIPTION + " answers 200 from " + version;
    }

    /** An empty answer shows nothing of how rows are read, and is wrong where stable has rows. */
    private static String read(ErpClient erp, Reference reference, String path, String version) {
        if (isFilled(erp, path, version)) {
            return path + " answers 200 from " + version;
        }
        if (reference.isTested()
                || !reference.ask(stable -> stable.get(path).expect(200).isFilled())) {
            throw new Untestable(path + " shows no row");
        }
        if (isFilled(erp, path, version)) {
            return path + " answers 200 from " + version;
        }
        throw new SmokeFailure(path + " shows no row, " + reference.version() + " shows some");
    }

    private static boolean isFilled(ErpClient erp, String path, String version) {
        ErpClient.Answer answer = erp.get(path).expect(200);
        answer.expectVersion(version);
        return answer.isFilled();
    }

    private static String infoVersion(JsonNode info, String version) {
        String said = info.path("version").asString("");
        if (!said.equals(version)) {
            throw new SmokeFailure(
                    "/info says version '" + said + "', the plan says '" + version + "'");
        }
        return "/info says " + said;
    }

    /** Runs checks one after the other; what throws has not passed. */
    private static final class Checklist {
        private final Instant now;
        private final List<Check> checks = new ArrayList<>();

        Checklist(Instant now) {
            this.now = now;
        }

        void add(String name, Supplier<String> check) {
            try {
                checks.add(new Check(name, Check.Result.PASSED, now, check.get()));
            } catch (SmokeFailure e) {
                failed(name, e);
            }
        }

        void failed(String name, SmokeFailure why) {
            checks.add(new Check(name, Check.Result.FAILED, now, why.getMessage() + ""));
        }

        void untested(String name, String why) {
            checks.add(new Check(name, Check.Result.UNTESTED, now, "could not be tested: " + why));
        }

        /** One that a plan may leave out. */
        void add(String name, SmokeTest test, Supplier<String> check) {
            try {
                add(name, check);
            } catch (Untestable e) {
                untested(
                        name,
                        "%s (gates.smoke.skip: [%s] leaves it out)"
                                .formatted(e.getMessage(), test.name()));
            }
        }

        List<Check> done() {
            return List.copyOf(checks);
        }
    }
}

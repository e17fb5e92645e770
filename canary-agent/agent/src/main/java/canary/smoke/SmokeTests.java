package canary.smoke;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Functional checks over HTTP: straight at a pod, and through the public entrance. Nothing they do
 * stays: they sign in, read, and place an order as a dry run. What they need is looked for on
 * stable; without it a check is untested, which is no pass.
 */
public final class SmokeTests {

    private final HttpClient http;
    private final Duration timeout;
    private final String username;
    private final String password;
    private final Set<SmokeTest> left;

    /**
     * @param username a user who may read every module, place orders and send probes
     */
    public SmokeTests(HttpClient http, Duration timeout, String username, String password) {
        this(http, timeout, username, password, Set.of());
    }

    private SmokeTests(
            HttpClient http,
            Duration timeout,
            String username,
            String password,
            Set<SmokeTest> left) {
        this.http = http;
        this.timeout = timeout;
        this.username = username;
        this.password = password;
        this.left = Set.copyOf(left);
    }

    /** The same without some of them. */
    public SmokeTests without(Set<SmokeTest> skipped) {
        return new SmokeTests(http, timeout, username, password, skipped);
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
        Reference reference =
                tested.version().equals(stable.version())
                        ? Reference.itself(tested.version(), erp)
                        : Reference.of(stable.version(), () -> signedIn(stable));
        for (SmokeTest test : SmokeTest.values()) {
            if (left.contains(test)) {
                continue;
            }
            if (test == SmokeTest.ORDER) {
                checks.add(writes + test.word(), test, () -> DryRunOrder.place(erp, reference));
            } else {
                checks.add(
                        reads + test.word(),
                        test,
                        () -> read(erp, reference, test.path(), tested.version()));
            }
        }
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
                checks.add(new Check(name, Check.Result.FAILED, now, e.getMessage() + ""));
            }
        }

        /** One that a plan may leave out. */
        void add(String name, SmokeTest test, Supplier<String> check) {
            try {
                add(name, check);
            } catch (Untestable e) {
                String detail =
                        "could not be tested: %s (gates.smoke.skip: [%s] leaves it out)"
                                .formatted(e.getMessage(), test.word());
                checks.add(new Check(name, Check.Result.UNTESTED, now, detail));
            }
        }

        List<Check> done() {
            return List.copyOf(checks);
        }
    }
}

package canary.gates;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Functional checks over HTTP: straight at a pod, and through the public entrance. Nothing they do
 * stays: they sign in, read, and place an order as a dry run.
 */
public final class SmokeTests {

    private static final List<String> READS =
            List.of(
                    "/api/v1/core/companies?limit=1",
                    "/api/v1/users/me",
                    "/api/v1/finance/accounts?limit=1",
                    "/api/v1/inventory/items?limit=1",
                    "/api/v1/sales/customers?limit=1");

    private final HttpClient http;
    private final Duration timeout;
    private final String username;
    private final String password;

    /**
     * @param username a user who may read every module, place orders and send probes
     */
    public SmokeTests(HttpClient http, Duration timeout, String username, String password) {
        this.http = http;
        this.timeout = timeout;
        this.username = username;
        this.password = password;
    }

    /** Checks a pod itself: health, version, and as the probe user a read of each module. */
    public List<Check> pod(URI api, URI management, String version, Instant now) {
        Checklist checks = new Checklist(now);
        ErpClient operations = new ErpClient(http, management, timeout, null);
        checks.add(
                "health", () -> "ready: " + operations.get("/health/ready").expect(200).status());
        checks.add(
                "version", () -> infoVersion(operations.get("/info").expect(200).body(), version));
        ErpClient erp = new ErpClient(http, api, timeout, null);
        signIn(checks, erp, version);
        if (erp.isSignedIn()) {
            READS.forEach(
                    path -> checks.add("read " + module(path), () -> read(erp, path, version)));
            checks.add("dry-run order", () -> DryRunOrder.place(erp));
        }
        return checks.done();
    }

    /**
     * Checks the way that users take.
     *
     * @param version who must answer
     * @param isProbe whether the version is asked for by header, as before the first stage
     */
    public List<Check> entrance(URI entrance, String version, boolean isProbe, Instant now) {
        Checklist checks = new Checklist(now);
        ErpClient erp = new ErpClient(http, entrance, timeout, isProbe ? version : null);
        signIn(checks, erp, isProbe ? null : version);
        if (erp.isSignedIn()) {
            READS.forEach(
                    path -> checks.add("entrance " + module(path), () -> read(erp, path, version)));
        }
        return checks.done();
    }

    private void signIn(Checklist checks, ErpClient erp, @Nullable String version) {
        Supplier<String> signIn =
                () -> {
                    ErpClient.Answer answer = erp.signIn(username, password);
                    if (version != null) {
                        answer.expectVersion(version);
                    }
                    return "signed in as " + username;
                };
        checks.add("sign-in", signIn);
    }

    private static String read(ErpClient erp, String path, String version) {
        ErpClient.Answer answer = erp.get(path).expect(200);
        answer.expectVersion(version);
        return path + " answers 200 from " + version;
    }

    private static String infoVersion(JsonNode info, String version) {
        String said = info.path("version").asString("");
        if (!said.equals(version)) {
            throw new SmokeFailure(
                    "/info says version '" + said + "', the plan says '" + version + "'");
        }
        return "/info says " + said;
    }

    private static String module(String path) {
        return path.split("/")[3];
    }

    /** Runs checks one after the other; what throws has failed. */
    private static final class Checklist {
        private final Instant now;
        private final List<Check> checks = new ArrayList<>();

        Checklist(Instant now) {
            this.now = now;
        }

        void add(String name, Supplier<String> check) {
            try {
                checks.add(new Check(name, true, now, check.get()));
            } catch (SmokeFailure e) {
                checks.add(new Check(name, false, now, String.valueOf(e.getMessage())));
            }
        }

        List<Check> done() {
            return List.copyOf(checks);
        }
    }
}

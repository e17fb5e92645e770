package canary.smoke;

import canary.gates.input.Integration;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;

/**
 * Asks a pod for an integration's path, as the probe user where the pod wants to know who asks.
 * Safe for use by several threads.
 */
public final class IntegrationProbe {

    private static final int WHO_ARE_YOU = 401;

    private final HttpClient http;
    private final Duration timeout;
    private final String username;
    private final String password;
    private volatile @Nullable String token;

    /**
     * @param username a user who may read what the paths show
     */
    public IntegrationProbe(HttpClient http, Duration timeout, String username, String password) {
        this.http = http;
        this.timeout = timeout;
        this.username = username;
        this.password = password;
    }

    /** What is wrong with an integration as a pod sees it; empty when nothing. */
    public String problem(URI api, Integration limit) {
        try {
            ErpClient erp = new ErpClient(http, api, timeout, null, token);
            ErpClient.Answer answer = erp.get(limit.path());
            if (answer.status() == WHO_ARE_YOU && limit.expect() != WHO_ARE_YOU) {
                erp.signIn(username, password);
                token = erp.token();
                answer = erp.get(limit.path());
            }
            return answer.status() == limit.expect()
                    ? ""
                    : "%s answers %d, not %d"
                            .formatted(limit.path(), answer.status(), limit.expect());
        } catch (SmokeFailure e) {
            return String.valueOf(e.getMessage());
        }
    }
}

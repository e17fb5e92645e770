package canary.router;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Access tokens as the server makes them, but for the signature, which the router does not read.
 */
final class Tokens {

    private Tokens() {}

    static String of(String payload) {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        return "Bearer "
                + encoder.encodeToString("{\"alg\":\"RS256\"}".getBytes(StandardCharsets.UTF_8))
                + "."
                + encoder.encodeToString(payload.getBytes(StandardCharsets.UTF_8))
                + ".c2ln";
    }

    static String user(int cohort) {
        return of(
                "{\"sub\":\"user-%02d\",\"perms\":[\"sales.read\"],\"cohort\":\"%02d\"}"
                        .formatted(cohort, cohort));
    }

    static String prober(int cohort) {
        return of("{\"sub\":\"prober\",\"cohort\":\"%02d\",\"probe\":true}".formatted(cohort));
    }
}

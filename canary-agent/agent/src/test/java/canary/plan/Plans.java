package canary.plan;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;

/** Plans that tests run. */
public final class Plans {

    private static final String QUICK_HOLD = "holdPolicy: {after: 0s, action: stay}";

    /** A plan for a cluster, to which sections may be added. */
    static final String ON_CLUSTER =
            """
            release: next
            stable: {version: v1, replicas: 3}
            canary: {version: v2, replicas: 3, image: "erp-system:v2"}
            cluster:
              entrance: https://erp-system.example.com
              probe: {username: probe, password: "env:PROBE"}
            """;

    private Plans() {}

    /** What is wrong with a plan. */
    static List<String> problems(String text) {
        return catchThrowableOfType(PlanException.class, () -> PlanFile.parse(text, _ -> null))
                .problems();
    }

    /** Three stages, short times, reachable at the given root. */
    public static String quick(String release, String control, String metrics, String entrance) {
        return """
        release: %s
        stable: {version: v1}
        canary: {version: v2}
        interval: 100ms
        stages:
          - {weight: 5, watchAtLeast: 300ms, watchAtMost: 60s}
          - {weight: 50, watchAtLeast: 300ms, watchAtMost: 60s}
          - {weight: 100, watchAtLeast: 300ms, watchAtMost: 60s}
        bake: 300ms
        holdPolicy: {after: 0s, action: stay}
        gates:
          errors: {minRequests: 20}
          latency: {minRequests: 20, warmUp: 0s}
          availability: {unreadyFor: 5s}
          telemetry: {staleAfter: 10s}
        local:
          control: %s
          metrics: %s
          entrance: %s
          probe: {username: probe, password: secret}
        """
                .formatted(release, control, metrics, entrance);
    }

    /** The same with addresses that nobody listens at. */
    public static Plan quick() {
        return quick(QUICK_HOLD);
    }

    /** The same with another hold policy. */
    public static Plan quick(String holdPolicy) {
        String text =
                quick(
                        "next",
                        "http://127.0.0.1:1",
                        "http://127.0.0.1:1/metrics",
                        "http://127.0.0.1:1");
        return PlanFile.parse(text.replace(QUICK_HOLD, holdPolicy), _ -> null);
    }

    /** The requirements document's stages, times and limits. */
    public static Plan document() {
        return PlanFile.parse(
                "release: next\nstable: {version: v1}\ncanary: {version: v2}\n", _ -> null);
    }

    /** The document's plan with time enough for every step that depends on others. */
    public static Plan patient() {
        return patient("");
    }

    /** The same with further lines. */
    public static Plan patient(String more) {
        return PlanFile.parse(
                """
                release: next
                stable: {version: v1}
                canary: {version: v2}
                bake: 3h
                patience: {deploy: 1h, shift: 2h, prove: 24h, scale: 24h}
                """
                        + more,
                _ -> null);
    }
}

package canary.demo;

import canary.plan.Plan;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How long a release takes, as the part of the plan that says so. */
enum Pace {
    /**
     * For trying out: within three minutes, with the fewest requests that can show a fault. The
     * canary starts half a minute before its first users, so a short warm-up is enough.
     */
    FAST(
            "5s",
            Duration.ofSeconds(12),
            """
            interval: 1s
            stages:
              - { weight: 5, watchAtLeast: 15s, watchAtMost: 60s }
              - { weight: 20, watchAtLeast: 30s, watchAtMost: 60s }
              - { weight: 50, watchAtLeast: 30s, watchAtMost: 60s }
              - { weight: 100, watchAtLeast: 10s, watchAtMost: 30s }
            bake: 5s
            patience: { preflight: 30s, deploy: 3m, smoke: 30s, shift: 10s, prove: 30s, scale: 30s }
            gates:
              errors: { maxShare: 0.05, mustSee: 0.15, minRequests: 20, window: 30s }
              latency: { p95: 1s, margin: { ratio: 1.2 }, minRequests: 20, window: 30s, warmUp: 5s }
              availability: { maxRestarts: 0, unreadyFor: 10s }
              telemetry: { staleAfter: 10s }
              data: { every: 5s, timeout: 30s, staleAfter: 1m }
            """),
    /** For watching: about ten minutes. */
    NORMAL(
            "2m",
            Duration.ofSeconds(60),
            """
            interval: 2s
            stages:
              - { weight: 5, watchAtLeast: 90s, watchAtMost: 4m }
              - { weight: 20, watchAtLeast: 90s, watchAtMost: 4m }
              - { weight: 50, watchAtLeast: 90s, watchAtMost: 4m }
              - { weight: 100, watchAtLeast: 90s, watchAtMost: 4m }
            bake: 60s
            patience: { preflight: 1m, deploy: 4m, smoke: 1m, shift: 30s, prove: 30s, scale: 1m }
            gates:
              errors: { maxShare: 0.05, minRequests: 100, window: 2m }
              latency: { p95: 1s, margin: { ratio: 1.2 }, minRequests: 100, window: 2m, warmUp: 10s }
              availability: { maxRestarts: 0, unreadyFor: 15s }
              telemetry: { staleAfter: 15s }
              data: { every: 10s, timeout: 1m, staleAfter: 2m }
            """),
    /** The requirements document's own times: more than a day. */
    PLAN(
            "30m",
            Duration.ofSeconds(60),
            """
            interval: 10s
            stages:
              - { weight: 5, watchAtLeast: 15m, watchAtMost: 30m }
              - { weight: 20, watchAtLeast: 30m, watchAtMost: 60m }
              - { weight: 50, watchAtLeast: 1h, watchAtMost: 2h }
              - { weight: 100, watchAtLeast: 15m, watchAtMost: 1h }
            bake: 24h
            """);

    private final String holdAfter;
    private final Duration coldFor;
    private final String plan;

    Pace(String holdAfter, Duration coldFor, String plan) {
        this.holdAfter = holdAfter;
        this.coldFor = coldFor;
        this.plan = plan;
    }

    static Optional<Pace> named(String name) {
        return Arrays.stream(values()).filter(each -> each.word().equals(name)).findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Pace::word).toList();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How long a canary that starts cold stays so. */
    Duration coldFor() {
        return coldFor;
    }

    /**
     * Lines of a plan file.
     *
     * @param whenNobodyDecides what happens to a release that is held
     */
    String plan(Plan.Hold.Action whenNobodyDecides) {
        String action = whenNobodyDecides.name().toLowerCase(Locale.ROOT);
        return plan + "holdPolicy: { after: %s, action: %s }%n".formatted(holdAfter, action);
    }
}

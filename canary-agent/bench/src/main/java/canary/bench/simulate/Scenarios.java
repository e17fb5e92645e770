package canary.bench.simulate;

import canary.bench.simulate.Scenario.Truth;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The benchmark's rows: those of the research notes' section 6, and attacks on the assumptions. */
public final class Scenarios {
    private static final Course.Start HEALTHY = _ -> (_, _, _, _) -> {};

    /** Ticks until a leak is as bad as it gets. */
    private static final double LEAK_TICKS = 480;

    private static final int FLAP_EVERY = 40;
    private static final int FLAP_TICKS = 3;
    private static final int INCIDENT_TICKS = 60;
    private static final int EARLIEST = 20;

    private static final List<Scenario> HEALTHY_ONES =
            List.of(
                    healthy("healthy", "A/A, independent requests", Roughness.NONE),
                    healthy("healthy-bursts", "A/A, errors by threes in a user", Roughness.BURSTS),
                    healthy(
                            "healthy-geometric",
                            "A/A, geometric bursts of three in the mean",
                            Roughness.GEOMETRIC),
                    healthy("healthy-pods", "A/A, pods' noise 5 % and 20 %", Roughness.PODS),
                    healthy(
                            "healthy-rough-pods",
                            "A/A, pods' noise 10 % and 20 %",
                            Roughness.ROUGH_PODS),
                    healthy("time-of-day", "A/A, load x10, times x1.4 on both", Roughness.DAY),
                    healthy("healthy-mix", "A/A, cohorts call other routes", Roughness.OTHER_MIX),
                    healthy("healthy-all", "A/A, all of these together", Roughness.ALL),
                    healthy(
                            "healthy-stubborn",
                            "A/A, who failed fails again for minutes",
                            Roughness.STUBBORN),
                    healthy("healthy-few-users", "A/A, few unequal users", Roughness.FEW_USERS));

    private static final List<Scenario> HARMFUL_ONES =
            List.of(
                    errors("errors-0.5", 0.005, Roughness.NONE),
                    errors("errors-2", 0.02, Roughness.NONE),
                    errors("errors-10", 0.1, Roughness.NONE),
                    errors("errors-20", 0.2, Roughness.NONE),
                    errors("errors-2-rough", 0.02, Roughness.NOON),
                    harm("slower-30", "times x1.3", canary -> canary.slower *= 1.3),
                    harm("slower-30-rough", "times x1.3", canary -> canary.slower *= 1.3)
                            .with(Roughness.NOON),
                    harm("slow-tail", "3 % of requests x10", canary -> canary.tail = 0.03),
                    harm("empty", "200 and nothing done, times x0.1", Scenarios::empty),
                    new Scenario(
                            "leak",
                            "errors to 3 %, times to x1.5 in two hours",
                            Truth.HARM,
                            _ -> Scenarios::leak),
                    harm(
                            "dead-route",
                            "a route with 0.5 % of the traffic fails",
                            canary -> canary.rareIsDead = true),
                    new Scenario(
                            "flapping",
                            "20 % errors for 45 s every 10 min",
                            Truth.HARM,
                            Scenarios::flapping),
                    new Scenario(
                            "crash-loop", "pods crash again and again", Truth.HARM, CrashLoop::of),
                    new Scenario(
                            "corrupt", "HTTP 200, wrong books", Truth.HARM, Scenarios::corrupt));

    private static final List<Scenario> OTHERS =
            List.of(
                    new Scenario(
                            "incident",
                            "both versions 8 % errors for 15 min",
                            Truth.SHARED,
                            Scenarios::incident),
                    new Scenario(
                            "no-series",
                            "the canary's series never come",
                            Truth.BLIND,
                            _ -> (_, canary, _, _) -> canary.scraped = false),
                    new Scenario(
                            "too-fast",
                            "200 and nothing done, and nobody counts what is",
                            Truth.BLIND,
                            _ -> Scenarios::tooFast),
                    new Scenario(
                            "scrapes-dead", "all series end", Truth.BLIND, Scenarios::scrapesDead),
                    new Scenario(
                            "frozen", "all counters stand still", Truth.BLIND, Scenarios::frozen),
                    new Scenario(
                            "split",
                            "three times the weight, 15 % at 5 %",
                            Truth.SPLIT,
                            _ ->
                                    (_, _, _, traffic) ->
                                            traffic.canaryShare =
                                                    Math.min(0.9, 3 * traffic.canaryShare)),
                    new Scenario(
                            "bypass",
                            "5 % of the requests at a weight of 0 %",
                            Truth.SPLIT,
                            Roughness.NONE,
                            Stages.FROM_ZERO,
                            Presentation.PLAIN,
                            _ ->
                                    (_, _, _, traffic) ->
                                            traffic.canaryShare =
                                                    Math.max(0.05, traffic.canaryShare)));

    private Scenarios() {}

    public static List<Scenario> all() {
        return Stream.of(HEALTHY_ONES, HARMFUL_ONES, OTHERS, FieldScenarios.all())
                .flatMap(List::stream)
                .toList();
    }

    /** Those that users of release tools report. */
    public static List<Scenario> fromTheField() {
        return FieldScenarios.all();
    }

    private static Scenario healthy(String name, String words, Roughness roughness) {
        return new Scenario(name, words, Truth.HEALTHY, HEALTHY).with(roughness);
    }

    private static Scenario errors(String name, double share, Roughness roughness) {
        String words = "errors 0.1 % to " + 100 * share + " %";
        return harm(name, words, canary -> canary.errors = share).with(roughness);
    }

    private static Scenario harm(String name, String words, Consumer<Condition> change) {
        return new Scenario(
                name, words, Truth.HARM, _ -> (_, canary, _, _) -> change.accept(canary));
    }

    private static void empty(Condition canary) {
        canary.done = 0;
        canary.slower *= 0.1;
    }

    private static void tooFast(int tick, Condition canary, Condition stable, Arrivals traffic) {
        empty(canary);
        canary.isWorkTold = false;
        stable.isWorkTold = false;
    }

    private static void leak(int tick, Condition canary, Condition stable, Arrivals traffic) {
        double grown = Math.min(1, tick / LEAK_TICKS);
        canary.errors = Condition.BASE_ERRORS + 0.03 * grown;
        canary.slower *= 1 + 0.5 * grown;
    }

    private static Course flapping(RandomCounts draws) {
        int phase = draws.below(FLAP_EVERY);
        return (tick, canary, _, traffic) -> {
            traffic.hasBegun = tick + phase >= FLAP_EVERY || phase < FLAP_TICKS;
            if ((tick + phase) % FLAP_EVERY < FLAP_TICKS) {
                canary.errors = 0.2;
            }
        };
    }

    private static Course incident(RandomCounts draws) {
        int from = EARLIEST + draws.below(600);
        return (tick, canary, stable, traffic) -> {
            traffic.hasBegun = tick >= from;
            if (tick >= from && tick < from + INCIDENT_TICKS) {
                canary.errors = 0.08;
                stable.errors = 0.08;
            }
        };
    }

    private static Course scrapesDead(RandomCounts draws) {
        int from = EARLIEST + draws.below(700);
        return (tick, canary, stable, traffic) -> {
            traffic.hasBegun = tick >= from;
            canary.scraped = tick < from;
            stable.scraped = tick < from;
        };
    }

    private static Course frozen(RandomCounts draws) {
        int from = EARLIEST + draws.below(700);
        return (tick, canary, stable, traffic) -> {
            traffic.hasBegun = tick >= from;
            canary.frozen = tick >= from;
            stable.frozen = tick >= from;
        };
    }

    private static Course corrupt(RandomCounts draws) {
        int from = EARLIEST + draws.below(400);
        return (tick, canary, _, traffic) -> {
            traffic.hasBegun = tick >= from;
            canary.violations = tick >= from ? 1 : 0;
        };
    }
}

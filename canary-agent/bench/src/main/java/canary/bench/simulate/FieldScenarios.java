package canary.bench.simulate;

import canary.bench.simulate.Scenario.Truth;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What users of release tools report from the field: releases that are plainly broken and fail
 * nowhere, and healthy ones whose counters come as counters do outside a laboratory.
 */
final class FieldScenarios {
    private static final int TICKS_OF_TEN_MINUTES = 40;
    private static final int EARLIEST = 10;

    private static final List<Scenario> HARMFUL =
            List.of(
                    refused("refused-404", "every request is answered 404", Refused.EVERYTHING),
                    refused("refused-401", "every request is answered 401", Refused.EVERYBODY),
                    refused("refused-orders", "every new order is answered 422", Refused.ORDERS),
                    refused(
                            "refused-some",
                            "one new order in ten is answered 422",
                            Refused.SOME_ORDERS),
                    refused(
                            "refused-rare",
                            "a route with 0.5 % of the traffic answers 403",
                            Refused.RARE),
                    new Scenario(
                                    "bake-errors",
                                    "3.9 % errors once all users are on the canary",
                                    Truth.HARM,
                                    _ -> atAll(canary -> canary.errors = 0.039))
                            .with(Stages.BAKED)
                            .with(Presentation.BARE),
                    new Scenario(
                                    "bake-slower",
                                    "times x5 once all users are on the canary",
                                    Truth.HARM,
                                    _ -> atAll(canary -> canary.slower *= 5))
                            .with(Stages.BAKED)
                            .with(Presentation.BARE),
                    harm(
                                    "renamed-slower",
                                    "no common route, times x5",
                                    canary -> canary.slower *= 5)
                            .with(Presentation.RENAMED),
                    harm("renamed-errors", "no common route, 2 % errors", c -> c.errors = 0.02)
                            .with(Presentation.RENAMED),
                    new Scenario(
                                    "replaced-pods",
                                    "each pod replaced under another name every 2 min",
                                    Truth.HARM,
                                    _ ->
                                            (tick, canary, _, _) -> {
                                                canary.generation = tick / 8;
                                                canary.began = tick / 8 * 8;
                                            })
                            .with(Presentation.BARE),
                    harm("masked", "2 % errors that a router's retries hide", c -> c.errors = 0.02)
                            .with(Presentation.MASKED),
                    harm("new-route-dead", "a new route always fails", c -> c.rareIsDead = true)
                            .with(Presentation.NEW_ROUTE),
                    harm(
                                    "new-route-refused",
                                    "a new route refuses all",
                                    c -> c.refused = Refused.RARE)
                            .with(Presentation.NEW_ROUTE),
                    harm(
                                    "cold-for-ever",
                                    "times x1.5, pods just begun",
                                    FieldScenarios::coldForEver)
                            .with(Presentation.BARE),
                    harm("other-edges-slower", "times x1.5, other edges", c -> c.slower *= 1.5)
                            .with(Presentation.OTHER_EDGES));

    private static final List<Scenario> HEALTHY =
            List.of(
                    healthy("refusing", "A/A, some requests deserve a 4xx", nothing())
                            .with(Presentation.REFUSING),
                    healthy("baked", "A/A, two hours with all users on it", nothing())
                            .with(Stages.BAKED)
                            .with(Presentation.BARE),
                    healthy("baked-day", "A/A, baked, load x10, times x1.4", nothing())
                            .with(Roughness.DAY)
                            .with(Stages.BAKED)
                            .with(Presentation.BARE),
                    healthy("renamed", "A/A, no common route", nothing())
                            .with(Presentation.RENAMED),
                    healthy("gaps", "A/A, one scrape in ten fails", FieldScenarios::gaps)
                            .with(Presentation.BARE),
                    healthy(
                                    "frozen-canary",
                                    "A/A, its counters rest for 45 s",
                                    FieldScenarios::rests)
                            .with(Presentation.BARE),
                    healthy("fleeting", "A/A, series come and go", FieldScenarios::fleeting)
                            .with(Presentation.BARE),
                    healthy("late-canary", "A/A, read 15 s after stable", nothing())
                            .with(Presentation.LATE_CANARY),
                    healthy(
                                    "pods-leave",
                                    "A/A, stable's pods leave its sums",
                                    FieldScenarios::leave)
                            .with(Presentation.BARE),
                    healthy("late-stable", "A/A, stable shown after 2 min", FieldScenarios::late)
                            .with(Presentation.BARE),
                    healthy("scaled", "A/A, 3 to 2 to 5 pods", FieldScenarios::scaled)
                            .with(Presentation.BARE),
                    healthy(
                                    "cold-minute",
                                    "times x4 in the first minute",
                                    FieldScenarios::coldMinute)
                            .with(Presentation.BARE),
                    healthy("cold-fading", "times x1.6, fading for 10 min", FieldScenarios::fading)
                            .with(Presentation.BARE),
                    healthy(
                                    "one-restart",
                                    "one pod out of memory, once",
                                    FieldScenarios::oneRestart)
                            .with(Presentation.BARE),
                    healthy("probed", "A/A, probes ask both versions", nothing())
                            .with(Presentation.PROBED),
                    healthy("other-edges", "A/A, its histogram has others", nothing())
                            .with(Presentation.OTHER_EDGES));

    private FieldScenarios() {}

    static List<Scenario> all() {
        return Stream.of(HARMFUL, HEALTHY).flatMap(List::stream).toList();
    }

    private static Course.Start nothing() {
        return _ -> (_, _, _, _) -> {};
    }

    private static Scenario harm(String name, String words, Consumer<Condition> change) {
        return new Scenario(
                name, words, Truth.HARM, _ -> (_, canary, _, _) -> change.accept(canary));
    }

    private static Scenario healthy(String name, String words, Course.Start start) {
        return new Scenario(name, words, Truth.HEALTHY, start);
    }

    private static Scenario refused(String name, String words, Refused refused) {
        return harm(name, words, canary -> canary.refused = refused).with(Presentation.REFUSING);
    }

    /** From the moment on that all users are on the canary. */
    private static Course atAll(Consumer<Condition> change) {
        int from = Stages.BAKED.begin(3);
        return (tick, canary, _, traffic) -> {
            traffic.hasBegun = tick >= from;
            if (tick >= from) {
                change.accept(canary);
            }
        };
    }

    private static void coldForEver(Condition canary) {
        canary.began = -4;
        canary.slower *= 1.5;
    }

    private static Course gaps(RandomCounts draws) {
        return (tick, canary, stable, _) -> {
            boolean mayFail = tick % 3 != 0; // two in a row at most: more is to be blind
            canary.hidden = draws.below(10) == 0 && mayFail;
            stable.hidden = draws.below(10) == 0 && mayFail;
        };
    }

    private static Course rests(RandomCounts draws) {
        int from = EARLIEST + draws.below(700);
        return (tick, canary, _, _) -> canary.resting = tick >= from && tick < from + 3;
    }

    private static Course fleeting(RandomCounts draws) {
        return (_, canary, stable, _) -> {
            canary.hiddenRoutes = draws.below(4) == 0 ? 1 << draws.below(Mix.SIZE) : 0;
            stable.hiddenRoutes = draws.below(4) == 0 ? 1 << draws.below(Mix.SIZE) : 0;
        };
    }

    private static Course leave(RandomCounts draws) {
        int from = EARLIEST + draws.below(100);
        return (tick, canary, stable, _) -> {
            boolean isNow = tick >= from && (tick - from) % 160 == 0;
            stable.lost = isNow ? 0.25 : 0;
            canary.lost = isNow && tick > 400 ? 0.34 : 0;
        };
    }

    private static Course late(RandomCounts draws) {
        return (tick, _, stable, _) -> stable.hidden = tick < 8;
    }

    /** The autoscaler takes one away and adds three; those are cold. */
    private static Course scaled(RandomCounts draws) {
        int from = EARLIEST + draws.below(60);
        int more = from + TICKS_OF_TEN_MINUTES + draws.below(100);
        return (tick, canary, _, _) -> {
            if (tick >= more) {
                canary.wanted = 5;
                canary.began = more;
                canary.slower *= tick < more + 4 ? 2 : 1;
            } else if (tick >= from) {
                canary.wanted = 2;
                canary.up = 3;
            }
        };
    }

    private static Course coldMinute(RandomCounts draws) {
        return (tick, canary, _, _) -> {
            canary.began = 0;
            canary.slower *= tick < 4 ? 4 : 1;
        };
    }

    private static Course fading(RandomCounts draws) {
        return (tick, canary, _, _) -> {
            canary.began = 0;
            canary.slower *= 1 + 0.6 * Math.max(0, 1 - (double) tick / TICKS_OF_TEN_MINUTES);
        };
    }

    private static Course oneRestart(RandomCounts draws) {
        int at = EARLIEST + draws.below(700);
        return (tick, canary, _, _) -> {
            canary.restarts = tick >= at ? 1 : 0;
            canary.began = tick >= at ? at : Condition.ALWAYS;
        };
    }
}

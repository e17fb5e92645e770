package canary.metrics;

import canary.counters.BusinessCount;
import canary.counters.BusinessCount.Measure;
import canary.counters.DatabaseUse;
import canary.counters.Feedback;
import canary.counters.PodState;
import canary.counters.Refusal;
import canary.counters.ScrapeStatus;
import canary.counters.Series;
import canary.counters.Snapshot;
import canary.counters.Usage;
import canary.counters.UserMinutes;
import canary.counters.Violation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** What a source may say in successive looks: routes turn up, counters rise and sometimes fall. */
final class RandomSnapshots {

    private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");
    private static final List<String> EDGES = List.of("0.01", "0.1", "1.0", "+Inf");

    private RandomSnapshots() {}

    static List<Snapshot> of(long seed, int looks) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        List<Snapshot> all = new ArrayList<>();
        List<Series> pods = new ArrayList<>();
        List<Series> mesh = new ArrayList<>();
        List<BusinessCount> business = new ArrayList<>();
        Instant checked = null;
        for (int look = 0; look < looks; look++) {
            count(random, pods);
            count(random, mesh);
            work(random, business);
            checked = random.nextInt(10) == 0 ? START.plusSeconds(10L * look) : checked;
            all.add(
                    Snapshot.of(
                                    START.plusSeconds(10L * look).plusNanos(random.nextInt(1000)),
                                    look < looks / 2 ? 5 : 20)
                            .series(pods)
                            .mesh(mesh)
                            .users(List.of(new UserMinutes("v2", look / 6, look / 30)))
                            .pods(List.of(new PodState("v2", random.nextInt(9) > 0, look / 25)))
                            .reached(Map.of("v2", (long) look / 3))
                            .database(
                                    List.of(
                                            new DatabaseUse(
                                                    "v1",
                                                    look,
                                                    Map.of("+Inf", 1L * look),
                                                    1,
                                                    0.1,
                                                    0,
                                                    0)))
                            .feedback(
                                    look < 3
                                            ? List.of()
                                            : List.of(new Feedback("v2", "problem", 1)))
                            .usage(List.of(new Usage("v1", 0.1 * look, 1, 2, 3, 4, 5, 1)))
                            .violations(
                                    look % 7 == 0
                                            ? List.of(
                                                    new Violation("I01", look, "Rule.", null, null))
                                            : List.of())
                            .checkedAt(checked)
                            .scrapes(List.of(new ScrapeStatus("mesh", "", START, null)))
                            .podsAt(START)
                            .business(business)
                            .build());
        }
        return all;
    }

    /** Cents do not add up exactly in binary, so their sums must not be relied on. */
    private static void work(RandomGenerator random, List<BusinessCount> business) {
        if (random.nextInt(8) == 0) {
            Measure measure = Measure.values()[random.nextInt(4)];
            String of = "m" + random.nextInt(3) + " kind" + business.size();
            business.add(new BusinessCount("v" + (1 + random.nextInt(2)), measure, of, 0));
        }
        for (int i = 0; i < business.size(); i++) {
            if (random.nextInt(3) == 0) {
                BusinessCount was = business.get(i);
                double more = random.nextInt(100_000);
                boolean isAnew = random.nextInt(50) == 0;
                double total = was.total() + (was.measure() == Measure.AMOUNT ? more / 100 : more);
                business.set(i, was.counting(isAnew ? 0 : total));
            }
        }
    }

    private static void count(RandomGenerator random, List<Series> series) {
        if (series.isEmpty() || random.nextInt(12) == 0) {
            Map<String, Long> buckets = new LinkedHashMap<>();
            EDGES.forEach(edge -> buckets.put(edge, 0L));
            series.add(
                    new Series(
                            "v" + (1 + random.nextInt(2)),
                            "GET",
                            "/a" + series.size(),
                            0,
                            0,
                            random.nextInt(4) == 0 ? Map.of() : buckets));
        }
        for (int i = 0; i < series.size(); i++) {
            if (random.nextInt(3) > 0) {
                series.set(i, more(random, series.get(i)));
            }
        }
    }

    private static Series more(RandomGenerator random, Series before) {
        long[] more = new long[before.buckets().size()];
        long below = 0;
        for (int i = 0; i < more.length; i++) {
            below += random.nextInt(4);
            more[i] = below;
        }
        if (random.nextInt(100) == 0) {
            return anew(before);
        }
        Map<String, Long> refused =
                random.nextInt(3) == 0 ? Map.of() : Map.of("404", 1L, "4xx", 2L);
        return before.plus(below + 4, random.nextInt(2), more, refused);
    }

    private static Series anew(Series before) {
        long[] less = before.buckets().values().stream().mapToLong(count -> -count).toArray();
        Map<String, Long> refused = new LinkedHashMap<>();
        for (Refusal each : Refusal.values()) {
            if (before.refused(each) > 0) {
                refused.put(each.code(), -before.refused(each));
            }
        }
        return before.plus(-before.requests(), -before.errors(), less, refused);
    }
}

package canary.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Writes recordings as anybody would who reads the format: by hand, a line a scrape. */
final class RecordedTraffic {
    private static final Instant START = Instant.parse("2026-11-24T09:00:00Z");
    private static final int SECONDS = 15;
    private static final double[] EDGES = {0.025, 0.05, 0.1, 0.25, 0.5, 1};

    private final List<String> lines = new ArrayList<>();
    private final Random random;
    private final Version v1 = new Version("v1");
    private final Version v2 = new Version("v2");
    private int tick;
    double perSecond = 20;
    double share = Double.NaN;
    boolean isCanaryShown = true;
    boolean isAnyoneCalling = true;
    int restarts;

    static final class Version {
        private final String name;
        private final long[] buckets = new long[EDGES.length + 1];
        private long requests;
        private long errors;
        private long good;
        private long bad;
        double failing = 0.001;
        double slower = 1;

        Version(String name) {
            this.name = name;
        }

        private String series() {
            StringBuilder text = new StringBuilder();
            text.append(
                    "{\"version\":\"%s\",\"method\":\"GET\",\"route\":\"/api/v1/sales/orders\","
                            .formatted(name));
            text.append("\"requests\":%d,\"errors\":%d,\"buckets\":{".formatted(requests, errors));
            long sum = 0;
            for (int i = 0; i < EDGES.length; i++) {
                sum += buckets[i];
                text.append("\"%s\":%d,".formatted(EDGES[i], sum));
            }
            return text + "\"+Inf\":%d}}".formatted(sum + buckets[EDGES.length]);
        }

        /** Its process begins anew. */
        void reset() {
            requests = 0;
            errors = 0;
            good = 0;
            bad = 0;
            Arrays.fill(buckets, 0);
        }
    }

    RecordedTraffic(long seed) {
        random = new Random(seed);
    }

    Version stable() {
        return v1;
    }

    Version canary() {
        return v2;
    }

    /** So many minutes at a weight. */
    RecordedTraffic run(int weight, int minutes) {
        if (lines.isEmpty()) {
            line(weight);
        }
        for (int i = 0; i < minutes * 60 / SECONDS; i++) {
            tick++;
            double toCanary = Double.isNaN(share) ? weight / 100.0 : share;
            serve(v1, 1 - toCanary);
            serve(v2, toCanary);
            line(weight);
        }
        return this;
    }

    private void serve(Version version, double part) {
        double mean = isAnyoneCalling ? perSecond * SECONDS * part : 0;
        for (double at = gap(); at < mean; at += gap()) {
            boolean fails = random.nextDouble() < version.failing;
            version.requests++;
            version.errors += fails ? 1 : 0;
            version.good += fails ? 0 : 1;
            version.bad += fails ? 1 : 0;
            double seconds = 0.04 * version.slower * Math.exp(0.8 * random.nextGaussian());
            int bucket = 0;
            while (bucket < EDGES.length && seconds > EDGES[bucket]) {
                bucket++;
            }
            version.buckets[bucket]++;
        }
    }

    private double gap() {
        return -Math.log1p(-random.nextDouble());
    }

    private void line(int weight) {
        String both = isCanaryShown ? v1.series() + "," + v2.series() : v1.series();
        lines.add(
                """
                {"at":"%s","weight":%d,"series":[%s],"unknown":{"x":1},\
                "users":[{"version":"v1","good":%d,"bad":%d},{"version":"v2","good":%d,"bad":%d}],\
                "pods":[{"version":"v1","ready":true,"restarts":0},{"version":"v2","ready":true,"restarts":%d}]}\
                """
                        .formatted(
                                START.plusSeconds((long) tick * SECONDS),
                                weight,
                                both,
                                v1.good,
                                v1.bad,
                                v2.good,
                                v2.bad,
                                restarts));
    }

    List<String> lines() {
        return lines;
    }

    Path write(Path folder) throws IOException {
        return Files.write(folder.resolve("record.ndjson"), lines);
    }
}

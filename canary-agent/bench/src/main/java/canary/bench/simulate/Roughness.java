package canary.bench.simulate;

/**
 * What real traffic does and the tests do not assume.
 *
 * @param burst how errors cluster within users
 * @param podLatency standard deviation of the noise on each pod's log latency
 * @param podErrors likewise on each pod's log share of errors
 * @param day load grows tenfold and times by 1.4 over the release, on both versions
 * @param otherMix the canary's users call some slow routes more often
 * @param stubborn a user whose request failed fails once more in the next minute, two times in
 *     three
 * @param fewUsers the canary's share of the traffic is what its cohorts of few, unequal users make
 */
public record Roughness(
        Burst burst,
        double podLatency,
        double podErrors,
        boolean day,
        boolean otherMix,
        boolean stubborn,
        boolean fewUsers) {

    public static final Roughness NONE =
            new Roughness(Burst.NONE, 0, 0, false, false, false, false);
    public static final Roughness BURSTS =
            new Roughness(Burst.THREE, 0, 0, false, false, false, false);
    public static final Roughness GEOMETRIC =
            new Roughness(Burst.GEOMETRIC, 0, 0, false, false, false, false);
    public static final Roughness PODS =
            new Roughness(Burst.NONE, 0.05, 0.2, false, false, false, false);
    public static final Roughness ROUGH_PODS =
            new Roughness(Burst.NONE, 0.1, 0.2, false, false, false, false);
    public static final Roughness DAY = new Roughness(Burst.NONE, 0, 0, true, false, false, false);
    public static final Roughness OTHER_MIX =
            new Roughness(Burst.NONE, 0, 0, false, true, false, false);
    public static final Roughness STUBBORN =
            new Roughness(Burst.NONE, 0, 0, false, false, true, false);
    public static final Roughness FEW_USERS =
            new Roughness(Burst.NONE, 0, 0, false, false, false, true);

    /** Everything together but the few users, whose split is wrong rather than rough. */
    public static final Roughness ALL =
            new Roughness(Burst.THREE, 0.1, 0.2, true, true, false, false);

    /** All but the day, whose low load in the morning would hide the rest. */
    static final Roughness NOON = new Roughness(Burst.THREE, 0.1, 0.2, false, true, false, false);

    /** A user whose request fails asks again, and fails again, within the same seconds. */
    enum Burst {
        NONE(1),
        THREE(3),
        /** A geometric number of requests, three in the mean. */
        GEOMETRIC(3);

        /** Failed requests of one burst, in the mean. */
        private final double size;

        Burst(double size) {
            this.size = size;
        }

        /**
         * Chance that a request begins a burst, so that a share p of all requests fails: those that
         * are asked again are requests, too.
         */
        double chance(double p) {
            return p / (size - p * (size - 1));
        }

        /** Failed requests of so many bursts. */
        long errors(long bursts, RandomCounts draws) {
            return switch (this) {
                case NONE -> bursts;
                case THREE -> 3 * bursts;
                case GEOMETRIC -> {
                    long errors = bursts;
                    for (long i = 0; i < bursts; i++) {
                        errors += draws.geometric(1 / size);
                    }
                    yield errors;
                }
            };
        }
    }

    boolean hasPodNoise() {
        return podLatency > 0 || podErrors > 0;
    }
}

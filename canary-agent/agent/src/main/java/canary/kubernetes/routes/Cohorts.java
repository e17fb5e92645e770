package canary.kubernetes.routes;

/** Sets of users by the claim {@code cohort}, 00 to 99, as RE2 patterns that match it whole. */
final class Cohorts {

    /** Whoever has such a claim. */
    static final String ALL = "[0-9]{2}";

    private Cohorts() {}

    /**
     * The cohorts from 00 up to, but without, a percentage.
     *
     * @param percent 1 to 99
     */
    static String below(int percent) {
        int tens = percent / 10;
        int ones = percent % 10;
        String whole = tens == 0 ? "" : range(tens) + "[0-9]";
        String rest = ones == 0 ? "" : tens + range(ones);
        return whole.isEmpty() || rest.isEmpty() ? whole + rest : whole + "|" + rest;
    }

    /** The digits from 0 up to, but without, another. */
    private static String range(int end) {
        return end == 1 ? "0" : "[0-" + (end - 1) + "]";
    }
}

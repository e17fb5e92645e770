package canary.mesh;

/**
 * How traffic is divided between two versions.
 *
 * @param stable version that gets what the canary does not
 * @param canary version on trial
 * @param canaryPercent share of the canary, 0 to 100
 * @param routing whether whole users or single requests are drawn
 */
public record Split(String stable, String canary, int canaryPercent, Routing routing) {

    /** What is drawn by weight. */
    public enum Routing {
        /**
         * Whole users: the token's claim {@code cohort} (00 to 99) below the percentage goes to the
         * canary.
         */
        COHORT,
        /** Each request by itself. */
        WEIGHT,
        /** In a way that no release asks for: somebody else wrote the routes. */
        FOREIGN,
        /** In more ways than a release writes, so that it would take some of them away. */
        OTHERS
    }

    public Split {
        if (canaryPercent < 0 || canaryPercent > 100) {
            throw new IllegalArgumentException("canaryPercent is 0 to 100, not " + canaryPercent);
        }
    }
}

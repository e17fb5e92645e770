package canary.load;

/**
 * What users do besides order to cash.
 *
 * @param errands share of flows that are followed by an errand, 0 to 1
 */
public record Habits(UserSatisfaction satisfaction, double errands) {

    /** Errands are rare, so that the rest stays as often as it is. */
    private static final double USUAL_ERRANDS = 0.03;

    public Habits(UserSatisfaction satisfaction) {
        this(satisfaction, USUAL_ERRANDS);
    }
}

package canary.bench;

import java.util.Set;

/**
 * What befalls the releases of one row of the benchmark.
 *
 * @param name as on the command line
 * @param words one line for people
 */
record Scenario(
        String name,
        String words,
        Truth truth,
        Roughness roughness,
        Stages stages,
        Course.Start start) {

    /** Up to this rate, in requests a second, even gross harm may be beyond any judge. */
    static final double SPARSE = 0.5;

    private static final double THIN = 5;

    /** What is really the matter. */
    enum Truth {
        HEALTHY,
        /** The canary does harm. */
        HARM,
        /** Both versions are hurt alike. */
        SHARED,
        /** Nothing can be seen. */
        BLIND,
        /** Traffic does not follow the weights. */
        SPLIT
    }

    Scenario(String name, String words, Truth truth, Course.Start start) {
        this(name, words, truth, Roughness.NONE, Stages.PLAN, start);
    }

    /** Whether a rollback would blame a canary that has done nothing. */
    boolean isInnocent() {
        return truth == Truth.HEALTHY || truth == Truth.SHARED || truth == Truth.BLIND;
    }

    /** The verdicts that are right; where traffic is thin, to say that one cannot know is one. */
    Set<Decision> right(double rate) {
        double perSecond = roughness.day() ? Simulator.LEAST_LOAD * rate : rate;
        return switch (truth) {
            case HEALTHY ->
                    perSecond <= SPARSE
                            ? Set.of(Decision.PROMOTE, Decision.HOLD)
                            : Set.of(Decision.PROMOTE);
            case HARM ->
                    perSecond < THIN
                            ? Set.of(Decision.ROLL_BACK, Decision.HOLD)
                            : Set.of(Decision.ROLL_BACK);
            case SHARED, BLIND -> Set.of(Decision.HOLD);
            case SPLIT -> Set.of(Decision.ROLL_BACK, Decision.HOLD);
        };
    }

    /** Whether a decision tells that something is the matter where something is. */
    boolean isFoundBy(Decision decision) {
        return decision == Decision.ROLL_BACK
                || (decision == Decision.HOLD && !(truth == Truth.HARM || truth == Truth.HEALTHY));
    }

    Scenario with(Roughness other) {
        return new Scenario(name, words, truth, other, stages, start);
    }
}

package canary.bench.simulate;

import java.util.Set;

/**
 * What befalls the releases of one row of the benchmark.
 *
 * @param name as on the command line
 * @param words one line for people
 */
public record Scenario(
        String name,
        String words,
        Truth truth,
        Roughness roughness,
        Stages stages,
        Presentation shown,
        Course.Start start) {

    /** Up to this rate, in requests a second, even gross harm may be beyond any judge. */
    static final double SPARSE = 0.5;

    private static final double THIN = 5;

    /** What is really the matter. */
    public enum Truth {
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
        this(name, words, truth, Roughness.NONE, Stages.PLAN, Presentation.PLAIN, start);
    }

    /** Whether a rollback would blame a canary that has done nothing. */
    public boolean isInnocent() {
        return truth == Truth.HEALTHY || truth == Truth.SHARED || truth == Truth.BLIND;
    }

    /** The verdicts that are right; where traffic is thin, to say that one cannot know is one. */
    public Set<Ruling> right(double rate) {
        double perSecond = roughness.day() ? Simulator.LEAST_LOAD * rate : rate;
        return switch (truth) {
            case HEALTHY ->
                    perSecond <= SPARSE
                            ? Set.of(Ruling.PROMOTE, Ruling.HOLD)
                            : Set.of(Ruling.PROMOTE);
            case HARM ->
                    perSecond < THIN
                            ? Set.of(Ruling.ROLL_BACK, Ruling.HOLD)
                            : Set.of(Ruling.ROLL_BACK);
            case SHARED, BLIND -> Set.of(Ruling.HOLD);
            case SPLIT -> Set.of(Ruling.ROLL_BACK, Ruling.HOLD);
        };
    }

    /** Whether a decision tells that something is the matter where something is. */
    public boolean isFoundBy(Ruling decision) {
        return decision == Ruling.ROLL_BACK
                || (decision == Ruling.HOLD && !(truth == Truth.HARM || truth == Truth.HEALTHY));
    }

    public Scenario with(Roughness other) {
        return new Scenario(name, words, truth, other, stages, shown, start);
    }

    Scenario with(Presentation other) {
        return new Scenario(name, words, truth, roughness, stages, other, start);
    }

    Scenario with(Stages other) {
        return new Scenario(name, words, truth, roughness, other, shown, start);
    }
}

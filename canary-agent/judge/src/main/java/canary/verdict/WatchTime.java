package canary.verdict;

import java.time.Duration;

/**
 * How long the gates watch before a stage passes, and what a verdict means until then. Only a
 * healthy verdict passes, and never before its time.
 *
 * @param what is watched, as people say it
 * @param atLeast a healthy stage takes so long
 * @param atMost an undecided one is held after this
 */
public record WatchTime(What what, Duration atLeast, Duration atMost) {

    /** What is watched. */
    public enum What {
        STAGE("stage", "watching", "still undecided"),
        /** All users on the canary, stable kept warm. */
        BAKE("bake", "baking", "undecided at the end of the bake");

        private final String word;
        private final String doing;
        private final String undecided;

        What(String word, String doing, String undecided) {
            this.word = word;
            this.doing = doing;
            this.undecided = undecided;
        }
    }

    /** A stage of a plan. */
    public static WatchTime ofStage(Duration atLeast, Duration atMost) {
        return new WatchTime(What.STAGE, atLeast, atMost);
    }

    /** The time that all users spend on the canary before it is promoted. */
    public static WatchTime ofBake(Duration length) {
        return new WatchTime(What.BAKE, length, length);
    }

    /**
     * What follows from a verdict.
     *
     * @param watched how long the gates have watched so far
     */
    public Conclusion conclude(Verdict verdict, Duration watched) {
        String sentence = verdict.sentence();
        return switch (verdict) {
            case Verdict.Harmful _ -> new Conclusion(Conclusion.Next.ROLL_BACK, sentence);
            case Verdict.Shared _ -> hold("both versions are hurt alike: " + sentence);
            case Verdict.Unmeasured _ -> hold("blind: " + sentence);
            case Verdict.Healthy _ when watched.compareTo(atLeast) < 0 ->
                    new Conclusion(Conclusion.Next.WATCH_ON, "healthy, still " + what.doing);
            case Verdict.Healthy _ ->
                    new Conclusion(Conclusion.Next.PASS, "healthy for the whole " + what.word);
            case Verdict.Undecided _ ->
                    watched.compareTo(atMost) < 0
                            ? new Conclusion(Conclusion.Next.WATCH_ON, sentence)
                            : hold(what.undecided + ": " + sentence);
        };
    }

    private static Conclusion hold(String why) {
        return new Conclusion(Conclusion.Next.HOLD, why);
    }
}

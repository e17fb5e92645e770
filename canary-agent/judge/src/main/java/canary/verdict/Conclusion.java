package canary.verdict;

/**
 * What follows from a verdict on a stage that is watched.
 *
 * @param next what is done
 * @param why in a sentence
 */
public record Conclusion(Next next, String why) {

    /** What can be done with a stage. */
    public enum Next {
        WATCH_ON,
        /** The stage is over and went well. */
        PASS,
        /** A person must decide. */
        HOLD,
        ROLL_BACK
    }
}

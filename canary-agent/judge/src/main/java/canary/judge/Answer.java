package canary.judge;

/** What a question about the canary is answered with; the later one counts where several differ. */
public enum Answer {
    /** Enough was seen, and it is within the limits. */
    HEALTHY,
    /** Too little was seen so far. */
    UNDECIDED,
    /** What should be seen cannot be seen. */
    UNMEASURED,
    /** Both versions are hurt alike. */
    SHARED,
    /** The canary does harm. */
    HARMFUL;

    /** The graver of two. */
    public Answer orGraver(Answer other) {
        return other.compareTo(this) > 0 ? other : this;
    }
}

package canary.rollout;

/** How a release ended, with the exit code that scripts rely on. */
public enum Outcome {
    PROMOTED("promoted", 0),
    ROLLED_BACK("rolled-back", 3),
    HELD("held", 4),
    REFUSED("refused", 5),
    FAILED("failed", 1);

    private final String word;
    private final int exitCode;

    Outcome(String word, int exitCode) {
        this.word = word;
        this.exitCode = exitCode;
    }

    public String word() {
        return word;
    }

    public int exitCode() {
        return exitCode;
    }
}

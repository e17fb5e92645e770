package canary.rollout;

import java.util.Optional;

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

    /** The outcome that a phase stands for; empty while it is under way. */
    public static Optional<Outcome> of(Phase phase) {
        return switch (phase) {
            case Phase.Promoted _ -> Optional.of(PROMOTED);
            case Phase.RolledBack _ -> Optional.of(ROLLED_BACK);
            case Phase.Reporting _ -> Optional.of(ROLLED_BACK);
            case Phase.Held _ -> Optional.of(HELD);
            case Phase.Refused _ -> Optional.of(REFUSED);
            case Phase.Failed _ -> Optional.of(FAILED);
            case Phase.Preflight _, Phase.Deploying _, Phase.Smoking _ -> Optional.empty();
            case Phase.Shifting _, Phase.Watching _, Phase.Baking _ -> Optional.empty();
            case Phase.Promoting _, Phase.Restoring _ -> Optional.empty();
            case Phase.Verifying _, Phase.Withdrawing _ -> Optional.empty();
        };
    }
}

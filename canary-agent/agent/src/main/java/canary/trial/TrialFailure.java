package canary.trial;

/** A trial that did not pass; the message says why in a sentence. */
final class TrialFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final boolean isVerdict;

    private TrialFailure(String sentence, boolean isVerdict) {
        super(sentence);
        this.isVerdict = isVerdict;
    }

    /** The versions and the schema do not go together. */
    static TrialFailure refused(String sentence) {
        return new TrialFailure(sentence, true);
    }

    /** Nothing can be said of them. */
    static TrialFailure untried(String sentence) {
        return new TrialFailure(sentence, false);
    }

    boolean isVerdict() {
        return isVerdict;
    }
}

package canary.hooks;

/** What a hook was to do was not done, in a sentence. */
public final class HookFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    public HookFailure(String sentence) {
        super(sentence);
    }
}

package canary.smoke;

import org.jspecify.annotations.Nullable;

import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The version whose word counts: what a test needs is looked for there, and what it accepts and
 * shows, another one must accept and show. It is signed in to when it is first asked.
 */
final class Reference {

    private final String version;
    private final boolean isTested;
    private final Supplier<ErpClient> signIn;
    private @Nullable ErpClient erp;

    private Reference(String version, boolean isTested, Supplier<ErpClient> signIn) {
        this.version = version;
        this.isTested = isTested;
        this.signIn = signIn;
    }

    /** Another version than the one that is tested. */
    static Reference of(String version, Supplier<ErpClient> signIn) {
        return new Reference(version, false, signIn);
    }

    /** The version that is tested itself: there is nothing to compare it with. */
    static Reference itself(String version, ErpClient tested) {
        return new Reference(version, true, () -> tested);
    }

    String version() {
        return version;
    }

    boolean isTested() {
        return isTested;
    }

    /** Its answer. Where it fails itself, nothing can be said of another version. */
    <T> T ask(Function<ErpClient, T> question) {
        try {
            if (erp == null) {
                erp = signIn.get();
            }
            return question.apply(erp);
        } catch (SmokeFailure e) {
            if (isTested) {
                throw e;
            }
            throw new Untestable(version + ", with which it is compared, fails: " + e.getMessage());
        }
    }
}

package erp.core;

/** Why a failure came about. */
public final class Causes {
    private Causes() {}

    /** What began it, which says most; the failure itself where it has no cause. */
    public static Throwable innermost(Throwable e) {
        Throwable innermost = e;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return innermost;
    }
}

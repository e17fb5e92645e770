package erp.core;

/** Why a process cannot start, in words for whoever starts it: what it wanted, and the cause. */
public final class CannotStart extends RuntimeException {
    public CannotStart(String why) {
        super(why);
    }

    public CannotStart(String what, Throwable e) {
        super(what + ": " + Causes.innermost(e).getMessage(), e);
    }
}

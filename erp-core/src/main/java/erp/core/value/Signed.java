package erp.core.value;

/** A number of the trade that is positive, zero or negative; what {@code @Positive} asks. */
public interface Signed {

    /** -1, 0 or 1. */
    int signum();
}

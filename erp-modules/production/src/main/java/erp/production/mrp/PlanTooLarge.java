package erp.production.mrp;

import com.google.errorprone.annotations.FormatMethod;

/** Something of a plan goes beyond what there may be; the message says what. */
public final class PlanTooLarge extends RuntimeException {
    @FormatMethod
    PlanTooLarge(String format, Object... args) {
        super(format.formatted(args));
    }
}

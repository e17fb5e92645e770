package erp.core.value;

import java.math.BigDecimal;

/** A number of the trade that is positive, zero or negative; what {@code @Positive} asks. */
public interface Signed {

    /** -1, 0 or 1. */
    int signum();

    /** Its number, without unit or currency. */
    BigDecimal toDecimal();
}

package erp.purchasing.common;

import java.math.BigDecimal;

/** How much fits into one document. A quantity has no limit but its own, as stock has. */
public final class Limits {
    public static final int LINES = 500;

    /** Of a line's price. */
    public static final String PRICE = "1000000000";

    /** Net worth of a document, far below what money can hold, so that tax fits on top. */
    public static final BigDecimal DOCUMENT = BigDecimal.valueOf(1_000_000_000_000L);

    /** Longest reason that somebody gives. */
    public static final int REASON = 200;

    /** Longest number of somebody else's document. */
    public static final int REFERENCE = 64;

    private Limits() {}
}

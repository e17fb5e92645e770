package erp.sales;

import java.math.BigDecimal;

/** How much fits into one document. */
final class Limits {
    static final int LINES = 500;

    /** Of a line's quantity, and of its price. */
    static final String MOST = "1000000000";

    /** Net worth of an order, far below what money can hold, so that tax fits on top. */
    static final BigDecimal DOCUMENT = BigDecimal.valueOf(1_000_000_000_000L);

    private Limits() {}
}

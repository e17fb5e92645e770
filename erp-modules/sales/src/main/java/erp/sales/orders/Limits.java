package erp.sales.orders;

import java.math.BigDecimal;

/** How much fits into one document. A quantity has no limit but its own, as stock has. */
final class Limits {
    static final int LINES = 500;

    /** Of a line's price. */
    static final String PRICE = "1000000000";

    /** Net worth of an order, far below what money can hold, so that tax fits on top. */
    static final BigDecimal DOCUMENT = BigDecimal.valueOf(1_000_000_000_000L);

    private Limits() {}
}

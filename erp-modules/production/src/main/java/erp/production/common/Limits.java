package erp.production.common;

import java.math.BigDecimal;

/** How much there may be of what people enter. */
public final class Limits {
    public static final int LINES = 200;
    public static final int BY_PRODUCTS = 20;
    public static final int OPERATIONS = 100;
    public static final int CLOSED_DAYS = 1_000;

    /** Levels of a product structure. */
    public static final int LEVELS = 50;

    /** Lines of an explosion, of all levels. */
    public static final int EXPLOSION = 20_000;

    public static final int LEAD_TIME_DAYS = 1_000;
    public static final int HORIZON_DAYS = 1_500;

    /** Of an hour, and of an item's standard cost. */
    public static final String RATE = "1000000000";

    public static final String HOURS = "100000";

    /** Below it every quantity, and every cost of one, can be told and kept. */
    public static final BigDecimal NUMBER = BigDecimal.TEN.pow(12);

    private Limits() {}
}

package canary.counters;

import java.io.Serializable;

/**
 * What came of a version's work; cumulative.
 *
 * @param measure what is counted
 * @param of of what: {@code sales order} for documents and amounts, {@code GET
 *     /api/v1/sales/orders} for rows and bytes
 */
public record BusinessCount(String version, Measure measure, String of, double total)
        implements Serializable {

    /** Beyond this, numbers are not told apart one by one any more: 2^53. */
    public static final double MOST = 0x1p53;

    /** What is counted. */
    public enum Measure {
        /** Documents posted, by module and kind. */
        DOCUMENTS,
        /** Their amounts in the company's currency, by module and kind. */
        AMOUNT,
        /** Rows in answers to lists, by route. */
        ROWS,
        /** Size of answers that succeeded, by route. */
        BYTES
    }

    /** Whether the other counts the same thing. */
    public boolean isSameAs(BusinessCount other) {
        return measure == other.measure && version.equals(other.version) && of.equals(other.of);
    }

    /** The same with another total. */
    public BusinessCount counting(double now) {
        return new BusinessCount(version, measure, of, now);
    }
}

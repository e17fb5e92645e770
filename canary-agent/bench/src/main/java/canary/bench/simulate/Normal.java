package canary.bench.simulate;

import org.hipparchus.special.Erf;

/** The normal distribution function from a table: it is asked for thousands of times a tick. */
final class Normal {
    private static final double END = 8;
    private static final int PER_UNIT = 512;
    private static final double[] TABLE = new double[(int) (2 * END * PER_UNIT) + 2];

    static {
        for (int i = 0; i < TABLE.length; i++) {
            double z = (double) i / PER_UNIT - END;
            TABLE[i] = Erf.erfc(-z / Math.sqrt(2)) / 2;
        }
    }

    private Normal() {}

    /** Within 2e-7. */
    static double below(double z) {
        if (z <= -END) {
            return 0;
        }
        if (z >= END) {
            return 1;
        }
        double at = (z + END) * PER_UNIT;
        int i = (int) at;
        return TABLE[i] + (at - i) * (TABLE[i + 1] - TABLE[i]);
    }
}

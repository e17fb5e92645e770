package canary.judge.traffic;

import java.io.Serializable;

/**
 * How much more than Poisson the counts of successive intervals vary: half the mean square of their
 * differences over their mean, 1 for independent events of a slowly changing rate; shrunk towards 1
 * until enough was seen.
 */
public final class Dispersion implements Serializable {
    private static final double GUESS_WORTH = 4;
    private static final double MOST = 50;

    private double squares;
    private double sums;
    private long last;
    private boolean isFirst = true;

    public void add(long now) {
        if (!isFirst) {
            squares += (double) (now - last) * (now - last);
            sums += (double) now + last;
        }
        isFirst = false;
        last = now;
    }

    /** How many events come at once; at least 1. */
    public double size() {
        return Math.clamp((2 * GUESS_WORTH + squares) / (2 * GUESS_WORTH + sums), 1, MOST);
    }
}

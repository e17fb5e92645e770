package canary.gates.business;

import java.io.Serializable;

/**
 * Which part of stable's documents of a kind do not follow from requests but come by themselves, as
 * jobs post them that run on one version only. Of documents D, time L and what requests should have
 * posted E, interval by interval, {@code D = a E + b L} is fitted by least squares; time counts
 * only where b is clearly above 0, so that requests get the benefit of the doubt.
 */
final class OwnWork implements Serializable {

    /** Standard errors above 0. */
    private static final double CLEARLY = 2;

    private static final int FEWEST = 10;

    private int intervals;
    private double sumL;
    private double sumD;
    private double ll;
    private double le;
    private double ee;
    private double ld;
    private double ed;
    private double dd;

    void add(double documents, double expected, double length) {
        intervals++;
        sumL += length;
        sumD += documents;
        ll += length * length;
        le += length * expected;
        ee += expected * expected;
        ld += length * documents;
        ed += expected * documents;
        dd += documents * documents;
    }

    /** From 0 to 1. */
    double share() {
        double determinant = ll * ee - le * le;
        if (intervals < FEWEST || sumD == 0 || determinant <= 1e-9 * ll * ee) {
            return 0;
        }
        double byTime = (ld * ee - le * ed) / determinant;
        double byRequest = (ll * ed - le * ld) / determinant;
        double rest = Math.max(0, dd - byRequest * ed - byTime * ld) / (intervals - 2);
        double error = Math.sqrt(rest * ee / determinant);
        return byTime > CLEARLY * error ? Math.clamp(byTime * sumL / sumD, 0, 1) : 0;
    }
}

package canary.gates.business;

import canary.counters.BusinessCount.Measure;

import java.io.Serializable;

/**
 * What both versions added between two looks at which all of them were read.
 *
 * @param canary not kept by whoever is told
 * @param stable likewise
 * @param by who counts the requests that users made
 * @param share of the requests that the canary has in this stage
 * @param userShare of the user-minutes likewise; negative where nobody counts both versions'
 * @param users how many there are at least behind the canary's requests so far
 * @param canaryEver what the canary has counted so far
 * @param isCompared whether users reached both versions by one weight all the time, and no counter
 *     fell; else only stable can be learned from
 */
record WorkInterval(
        WorkTotals canary,
        WorkTotals stable,
        WorkTotals.By by,
        double seconds,
        double share,
        double userShare,
        double users,
        WorkTotals canaryEver,
        boolean isCompared)
        implements Serializable {

    /** Whether the canary has ever told this, even as 0: what is absent is not nothing. */
    boolean isTold(Measure measure, int number) {
        return canaryEver.isTold(measure, number);
    }
}

package canary.gates.business;

import java.io.Serializable;
import java.util.Map;

/** One comparison of what comes of the canary's work, at its own chance of a false alarm. */
interface WorkComparison extends Serializable {

    /** What stable did; it may be learned from, and nothing is compared. */
    void learn(WorkInterval interval);

    /** Compares, and learns afterwards. */
    void observe(WorkInterval interval);

    /**
     * Natural logarithm of the evidence now of everything that is compared here; what is compared
     * elsewhere of other requests is independent of it.
     */
    double logAll();

    /** Whether the canary does less than the margin allows. */
    boolean isHarm();

    /** Whether a canary of which nothing comes would stand out by now. */
    boolean wouldShow();

    /** What was compared and how both versions did. */
    String sentence();

    Map<String, Double> figures();
}

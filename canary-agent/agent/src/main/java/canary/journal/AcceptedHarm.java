package canary.journal;

import canary.rollout.Live;
import canary.rollout.Order;
import canary.rollout.Promotion;
import canary.verdict.Finding;
import canary.verdict.Verdict;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The gates whose harm a person has accepted in this release: those that found harm when a
 * promotion was ordered all the same. Harm that another gate finds is nobody's will.
 */
public final class AcceptedHarm {

    private AcceptedHarm() {}

    /** By the journal, so that a restarted agent knows the same. */
    public static Set<String> gates(List<Entry> entries) {
        Set<String> gates = new TreeSet<>();
        for (Entry entry : entries) {
            Order order = entry.order();
            boolean isObeyed =
                    order != null
                            && order.acceptsHarm()
                            && (entry.phase() instanceof Live
                                    || entry.phase() instanceof Promotion);
            if (isObeyed) {
                entry.findings().stream()
                        .filter(finding -> finding.verdict() instanceof Verdict.Harmful)
                        .map(Finding::gate)
                        .forEach(gates::add);
            }
        }
        return gates;
    }
}

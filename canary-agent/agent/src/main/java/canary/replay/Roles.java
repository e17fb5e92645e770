package canary.replay;

import canary.counters.Series;
import canary.counters.Snapshot;
import canary.gates.input.AvailableSignals;
import canary.plan.Plan;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds out which version of a recording is stable: below half of the weight it is the one that got
 * more requests, above it the other. Gathers by the way what else must be known beforehand.
 */
final class Roles {
    private static final int HALF = 50;
    private static final int MOST_LISTED = 10;

    private final Map<String, Long> below = new TreeMap<>();
    private final Map<String, Long> above = new TreeMap<>();
    private final TreeSet<String> names = new TreeSet<>();
    private final Map<String, Integer> podsAtFirst = new HashMap<>();
    private Map<String, Long> last = Map.of();
    private boolean hasRefusals;
    private boolean hasBusiness;
    private boolean hasPods;
    private boolean hasDatabase;
    private boolean hasData;
    private boolean hasFeedback;
    private boolean hasUsage;
    private boolean hasScrapes;

    /** Both names, and of how many pods the canary consisted when it first had traffic. */
    record Pair(String stable, String canary, int canaryPods) {}

    /** What the recording has to look at. */
    AvailableSignals signals() {
        return new AvailableSignals(
                false,
                hasRefusals,
                hasBusiness,
                hasPods,
                hasDatabase,
                hasData,
                hasFeedback,
                hasUsage,
                hasScrapes);
    }

    /** Takes a line; wants every one. */
    boolean add(Snapshot snapshot) {
        Map<String, Long> now = new HashMap<>();
        for (Series one : snapshot.series().isEmpty() ? snapshot.mesh() : snapshot.series()) {
            now.merge(one.version(), one.requests(), Long::sum);
            hasRefusals |= one.refusals() != null;
        }
        snapshot.users().forEach(each -> names.add(each.version()));
        snapshot.pods().forEach(each -> names.add(each.version()));
        names.addAll(now.keySet());
        hasBusiness |= !snapshot.business().isEmpty();
        hasPods |= !snapshot.pods().isEmpty();
        hasDatabase |= !snapshot.database().isEmpty();
        hasData |= snapshot.checkedAt() != null;
        boolean isHeard = !snapshot.feedback().isEmpty() || !snapshot.scrapes().isEmpty();
        hasFeedback |= isHeard && !snapshot.users().isEmpty();
        hasUsage |= !snapshot.usage().isEmpty();
        hasScrapes |= !snapshot.scrapes().isEmpty();
        if (snapshot.weight() > 0) {
            snapshot.pods()
                    .forEach(
                            each ->
                                    podsAtFirst.putIfAbsent(
                                            each.version(),
                                            snapshot.podsOf(each.version()).size()));
        }
        if (snapshot.weight() != HALF) {
            Map<String, Long> counts = snapshot.weight() < HALF ? below : above;
            now.forEach(
                    (version, requests) ->
                            counts.merge(
                                    version,
                                    Math.max(0, requests - last.getOrDefault(version, requests)),
                                    Long::sum));
        }
        last = now;
        return true;
    }

    /**
     * Throws {@link RecordingException} where they are not known.
     *
     * @param plan whose names count, whatever the weights look like; null for none
     */
    Pair pair(@Nullable Plan plan) {
        if (plan != null) {
            return named(plan.stable().version(), plan.canary().version());
        }
        if (names.size() > 2) {
            throw new RecordingException(
                    "the recording has versions %s: name two of them in a plan (--plan)"
                            .formatted(listed()));
        }
        if (names.isEmpty()) {
            return pair("stable", "canary");
        }
        if (names.size() == 1) {
            String only = names.first();
            return below.isEmpty() ? pair("stable", only) : pair(only, "canary");
        }
        long more = moreOf(names.first()) - moreOf(names.last());
        if (more == 0) {
            throw new RecordingException(
                    "the weights do not show which of %s is stable: name both in a plan (--plan)"
                            .formatted(listed()));
        }
        return more > 0 ? pair(names.first(), names.last()) : pair(names.last(), names.first());
    }

    /** A version that never shows is as unknown as it was live; others have not been named. */
    private Pair named(String stable, String canary) {
        boolean isKnown = names.contains(stable) && names.contains(canary);
        if (!isKnown && !Set.of(stable, canary).containsAll(names)) {
            throw new RecordingException(
                    "the recording has versions %s, and the plan names %s as stable and %s as canary"
                            .formatted(listed(), stable, canary));
        }
        return pair(stable, canary);
    }

    private String listed() {
        return RecordingLine.flat(
                names.stream().limit(MOST_LISTED).collect(Collectors.joining(", ")));
    }

    private long moreOf(String version) {
        return below.getOrDefault(version, 0L) - above.getOrDefault(version, 0L);
    }

    private Pair pair(String stable, String canary) {
        return new Pair(stable, canary, podsAtFirst.getOrDefault(canary, 1));
    }
}

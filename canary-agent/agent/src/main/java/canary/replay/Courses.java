package canary.replay;

import canary.counters.PodState;
import canary.counters.Series;
import canary.counters.Snapshot;
import canary.requirements.DocumentCourse;
import canary.requirements.DocumentRules;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the requirements document's rules say of each version of a recording: which of them is the
 * canary is known only at its end.
 */
final class Courses {

    /** More than two must be named, and then only two count. */
    private static final int MOST_VERSIONS = 10;

    private final Map<String, DocumentRules> byVersion = new HashMap<>();
    private final DocumentRules ofNobody = new DocumentRules("");

    void add(Snapshot snapshot) {
        Set<String> names = new TreeSet<>();
        snapshot.series().stream().map(Series::version).forEach(names::add);
        snapshot.mesh().stream().map(Series::version).forEach(names::add);
        snapshot.pods().stream().map(PodState::version).forEach(names::add);
        for (String name : names) {
            if (byVersion.size() < MOST_VERSIONS) {
                byVersion.computeIfAbsent(name, ofNobody::of);
            }
        }
        ofNobody.add(snapshot);
        byVersion.values().forEach(each -> each.add(snapshot));
    }

    DocumentCourse of(String canary) {
        DocumentRules rules = byVersion.get(canary);
        return (rules == null ? ofNobody.of(canary) : rules).course();
    }
}

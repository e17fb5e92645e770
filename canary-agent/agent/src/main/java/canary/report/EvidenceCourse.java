package canary.report;

import canary.journal.Entry;
import canary.verdict.Finding;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the gates said and had found, over a release's time, as data. */
public final class EvidenceCourse {

    private static final int POINTS = 240;
    private static final int ALL = 100;
    private static final String FOUND = "logEvidence";
    private static final String NEEDED = "logEvidenceNeeded";

    private final Map<String, List<Turn>> gates = new LinkedHashMap<>();
    private final Map<String, Map<Integer, TimePlot.Point>> evidence = new LinkedHashMap<>();
    private final Instant from;
    private final Instant to;

    /** A gate says so from then on. */
    public record Turn(Instant at, String word) {}

    /** Of a journal that has at least its opening entry. */
    public EvidenceCourse(List<Entry> entries) {
        from = entries.getFirst().at();
        to = entries.getLast().at();
        entries.forEach(this::add);
    }

    private void add(Entry entry) {
        for (Finding finding : entry.findings()) {
            List<Turn> turns = gates.computeIfAbsent(finding.gate(), _ -> new ArrayList<>());
            String word = finding.verdict().word();
            if (turns.isEmpty() || !turns.getLast().word().equals(word)) {
                turns.add(new Turn(entry.at(), word));
            }
            Map<String, Double> figures = finding.verdict().evidence().figures();
            Double found = figures.get(FOUND);
            Double needed = figures.get(NEEDED);
            if (found != null && needed != null && needed > 0) {
                double share = ALL * Math.max(0, found) / needed;
                evidence.computeIfAbsent(finding.gate(), _ -> new LinkedHashMap<>())
                        .merge(
                                slot(entry.at()),
                                new TimePlot.Point(entry.at(), share),
                                (one, other) -> other.value() > one.value() ? other : one);
            }
        }
    }

    /** The most of so many equal parts of the time is enough for a picture. */
    private int slot(Instant at) {
        double all = Math.max(1, Duration.between(from, to).toMillis());
        return (int) (POINTS * Duration.between(from, at).toMillis() / all);
    }

    /** When each gate changed its mind. */
    public Map<String, List<Turn>> turns() {
        return gates;
    }

    /** Percent of what would be enough to blame the canary, of the gates that tell. */
    public Map<String, List<TimePlot.Point>> evidence() {
        Map<String, List<TimePlot.Point>> points = new LinkedHashMap<>();
        evidence.forEach((gate, bySlot) -> points.put(gate, List.copyOf(bySlot.values())));
        return points;
    }
}

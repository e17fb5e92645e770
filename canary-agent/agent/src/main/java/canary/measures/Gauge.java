package canary.measures;

import canary.gates.input.Limits;
import canary.verdict.Finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A gate's value against its limit.
 *
 * @param setting that bounds it; {@code evidence} for what speaks against the canary, in shares of
 *     what would blame it
 * @param unit as a lower-case word
 */
public record Gauge(String setting, String unit, double value, double limit) {

    private static final String EVIDENCE = "evidence";

    /** What a finding tells of fixed limits, and of its evidence. */
    public static List<Gauge> of(Finding finding, Limits limits) {
        List<Gauge> gauges = new ArrayList<>();
        Map<String, Double> figures = finding.verdict().evidence().figures();
        Double found = figures.get("logEvidence");
        Double needed = figures.get("logEvidenceNeeded");
        if (found != null && needed != null && needed > 0) {
            gauges.add(
                    new Gauge(EVIDENCE, word(Measure.Unit.SHARE), Math.max(0, found) / needed, 1));
        }
        for (Measure measure : Measure.ALL) {
            Double value =
                    measure.gate().equals(finding.gate()) && !measure.isMargin()
                            ? measure.read(finding.verdict().evidence())
                            : null;
            if (value != null && Double.isFinite(value)) {
                gauges.add(
                        new Gauge(
                                measure.setting(),
                                word(measure.unit()),
                                value,
                                measure.limit().applyAsDouble(limits)));
            }
        }
        return gauges;
    }

    private static String word(Measure.Unit unit) {
        return unit.name().toLowerCase(Locale.ROOT);
    }
}

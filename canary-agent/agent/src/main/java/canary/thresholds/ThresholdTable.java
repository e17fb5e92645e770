package canary.thresholds;

import canary.measures.Measure;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Proposals for people and programs. */
public final class ThresholdTable {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final String LINE = "%-26s  %8s  %8s  %8s  %8s  %9s  %8s  %8s  %s%n";

    /** What the journal keeps no figure of that could be held against the setting. */
    private static final String LEFT_OUT =
            "Not told by the figures that journals keep, so not proposed: the margins of latency,"
                    + " business, database and saturation.";

    private ThresholdTable() {}

    /**
     * @param plan whose limits are the present ones
     */
    public static String text(ShownValues shown, List<Proposal> proposals, String plan) {
        StringBuilder text = new StringBuilder();
        text.append(
                "%d of %d releases were promoted and are taken as good; present limits: %s%n%n"
                        .formatted(shown.good(), shown.releases(), plan));
        text.append(
                LINE.formatted(
                        "setting",
                        "releases",
                        "median",
                        "95 %",
                        "most",
                        "blamed at",
                        "present",
                        "proposed",
                        "why"));
        for (Proposal it : proposals) {
            text.append(
                    LINE.formatted(
                            it.setting(),
                            it.releases(),
                            value(it.unit(), it.median()),
                            value(it.unit(), it.p95()),
                            value(it.unit(), it.most()),
                            value(it.unit(), it.blamedFrom()),
                            value(it.unit(), it.present()),
                            value(it.unit(), it.proposed()),
                            word(it.advice()) + ": " + it.why()));
        }
        return text.append('\n').append(LEFT_OUT).append('\n').toString();
    }

    /** What is not known is null. */
    public static String json(ShownValues shown, List<Proposal> proposals, String plan) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("releases", shown.releases());
        all.put("good", shown.good());
        all.put("from", shown.good() == 0 ? null : shown.from());
        all.put("to", shown.good() == 0 ? null : shown.to());
        all.put("present", plan);
        all.put("settings", proposals);
        return JSON.writeValueAsString(all) + "\n";
    }

    private static String word(Proposal.Advice advice) {
        return advice.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String value(String unit, @Nullable Double value) {
        if (value == null) {
            return "-";
        }
        return switch (Measure.Unit.valueOf(unit.toUpperCase(Locale.ROOT))) {
            case SHARE -> number(100 * value) + " %";
            case SECONDS -> value < 1 ? number(1000 * value) + " ms" : number(value) + " s";
            case COUNT, CORES, RATIO -> number(value);
        };
    }

    private static String number(double value) {
        double digits = value >= 100 ? 1 : value >= 1 ? 100 : 1000;
        double rounded = Math.round(value * digits) / digits;
        return rounded == Math.rint(rounded)
                ? String.valueOf((long) rounded)
                : String.valueOf(rounded);
    }
}

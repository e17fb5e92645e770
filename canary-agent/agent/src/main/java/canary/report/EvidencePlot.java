package canary.report;

import canary.journal.Entry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the gates said and had found, over a release's time. */
final class EvidencePlot {

    private static final int ROW = 16;
    private static final int ALL = 100;

    private final EvidenceCourse course;
    private final Instant from;
    private final Instant to;

    EvidencePlot(List<Entry> entries) {
        course = new EvidenceCourse(entries);
        from = entries.getFirst().at();
        to = entries.getLast().at();
    }

    /** How much has been found of what would be enough to blame the canary. */
    String found(List<TimePlot.Band> bands) {
        List<TimePlot.Line> lines = new ArrayList<>();
        course.evidence()
                .forEach(
                        (gate, points) -> {
                            if (isAny(points)) {
                                lines.add(new TimePlot.Line(gate, "gate" + lines.size(), points));
                            }
                        });
        if (lines.isEmpty()) {
            return "";
        }
        return new TimePlot(
                        "Evidence against the canary",
                        "% of what is needed to blame it; gates that found some",
                        from,
                        to,
                        bands,
                        lines,
                        ALL)
                .svg();
    }

    private static boolean isAny(List<TimePlot.Point> points) {
        return points.stream().anyMatch(point -> point.value() >= 1);
    }

    /** Each gate's verdict, a row of coloured stretches. */
    String verdicts() {
        Map<String, List<EvidenceCourse.Turn>> gates = course.turns();
        if (gates.isEmpty()) {
            return "";
        }
        int height = gates.size() * ROW;
        StringBuilder svg = new StringBuilder();
        svg.append(
                ("<figure><figcaption>Verdicts<span class=\"unit\">by gate; what each said when is"
                     + " in the tables below</span></figcaption>%n<svg viewBox=\"0 0 %d %d\""
                     + " role=\"img\" aria-label=\"The verdicts of %d gates over time\">%n")
                        .formatted(TimePlot.WIDTH, height + 22, gates.size()));
        int y = 0;
        for (Map.Entry<String, List<EvidenceCourse.Turn>> gate : gates.entrySet()) {
            row(svg, gate.getKey(), gate.getValue(), y);
            y += ROW;
        }
        svg.append(TimePlot.timeAxis(from, to, height));
        return svg.append("</svg></figure>\n").append(LEGEND).toString();
    }

    private static final String LEGEND =
            """
            <p class="legend"><span class="healthy">healthy</span> <span class="undecided">undecided</span>
            <span class="unmeasured">unmeasured</span> <span class="shared">shared by both versions</span>
            <span class="harmful">harmful</span></p>
            """;

    private void row(StringBuilder svg, String gate, List<EvidenceCourse.Turn> turns, int y) {
        svg.append(
                "<text x=\"%d\" y=\"%d\">%s</text>%n"
                        .formatted(
                                TimePlot.WIDTH - TimePlot.RIGHT + 6,
                                y + ROW - 4,
                                HtmlText.escaped(gate)));
        for (int i = 0; i < turns.size(); i++) {
            double x = TimePlot.x(turns.get(i).at(), from, to);
            double end =
                    i + 1 < turns.size()
                            ? TimePlot.x(turns.get(i + 1).at(), from, to)
                            : TimePlot.WIDTH - TimePlot.RIGHT;
            svg.append(
                    ("<rect class=\"%s\" x=\"%s\" y=\"%d\" width=\"%s\"" + " height=\"%d\"/>%n")
                            .formatted(
                                    HtmlText.escaped(turns.get(i).word()),
                                    TimePlot.px(x),
                                    y + 2,
                                    TimePlot.px(Math.max(1.5, end - x)),
                                    ROW - 4));
        }
    }
}

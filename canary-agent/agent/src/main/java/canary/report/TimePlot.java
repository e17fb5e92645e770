package canary.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * A plot over time as SVG, to stand within a page; colours are the page's, by the lines' classes.
 *
 * @param unit of its values, said in the title
 * @param bands what was in force when, told above it
 * @param limit a value to mark; none where it is not finite
 */
public record TimePlot(
        String title,
        String unit,
        Instant from,
        Instant to,
        List<Band> bands,
        List<Line> lines,
        double limit) {

    static final int WIDTH = 900;
    static final int LEFT = 64;
    static final int RIGHT = 110;

    private static final int HEIGHT = 190;
    private static final int TOP = 22;
    private static final int BOTTOM = 22;
    private static final int TICKS = 6;
    private static final int LABEL = 13;
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MM-dd HH:mm");

    public record Point(Instant at, double value) {}

    /**
     * @param style the class of its colour
     */
    public record Line(String name, String style, List<Point> points) {}

    public record Band(String name, Instant from, Instant to) {}

    String svg() {
        double top = niceTop();
        StringBuilder svg = new StringBuilder();
        svg.append(
                "<figure><figcaption>%s<span class=\"unit\">%s</span></figcaption>%n"
                        .formatted(HtmlText.escaped(title), HtmlText.escaped(unit)));
        svg.append(
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%n"
                        .formatted(WIDTH, HEIGHT, HtmlText.escaped(spoken())));
        bands(svg);
        for (int i = 0; i <= 2; i++) {
            double value = top * i / 2;
            double y = y(value, top);
            svg.append(
                    ("<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%s\""
                                    + " y2=\"%s\"/><text x=\"%d\" y=\"%s\""
                                    + " class=\"end\">%s</text>%n")
                            .formatted(
                                    LEFT,
                                    WIDTH - RIGHT,
                                    px(y),
                                    px(y),
                                    LEFT - 6,
                                    px(y + 4),
                                    number(value)));
        }
        if (Double.isFinite(limit)) {
            double y = y(limit, top);
            svg.append(
                    "<line class=\"limit\" x1=\"%d\" x2=\"%d\" y1=\"%s\" y2=\"%s\"/>%n"
                            .formatted(LEFT, WIDTH - RIGHT, px(y), px(y)));
        }
        svg.append(timeAxis(from, to, HEIGHT - BOTTOM));
        lines.forEach(line -> curve(svg, line, top));
        labels(svg, top);
        return svg.append("</svg></figure>\n").toString();
    }

    private void bands(StringBuilder svg) {
        for (int i = 0; i < bands.size(); i++) {
            Band band = bands.get(i);
            double x = x(band.from(), from, to);
            double end = Math.max(x, x(band.to(), from, to));
            svg.append(
                    ("<rect class=\"band%d\" x=\"%s\" y=\"%d\" width=\"%s\""
                                    + " height=\"%d\"/><text x=\"%s\" y=\"%d\">%s</text>%n")
                            .formatted(
                                    i % 2,
                                    px(x),
                                    TOP,
                                    px(end - x),
                                    HEIGHT - TOP - BOTTOM,
                                    px(x + 2),
                                    TOP - 6,
                                    HtmlText.escaped(band.name())));
        }
    }

    /** A gap in the data is a gap in the line, and a point alone is a dot. */
    private void curve(StringBuilder svg, Line line, double top) {
        List<Point> points = line.points();
        StringBuilder path = new StringBuilder();
        Duration usual = usual(points);
        Instant before = null;
        for (Point point : points) {
            boolean isNew =
                    before == null || Duration.between(before, point.at()).compareTo(usual) > 0;
            path.append(
                    "%s%s %s"
                            .formatted(
                                    isNew ? "M" : "L",
                                    px(x(point.at(), from, to)),
                                    px(y(point.value(), top))));
            if (isNew) {
                path.append("h0.1");
            }
            before = point.at();
        }
        if (!points.isEmpty()) {
            svg.append("<path class=\"line %s\" d=\"%s\"/>%n".formatted(line.style(), path));
        }
    }

    /** What lies further apart than this has nothing in between. */
    private static Duration usual(List<Point> points) {
        List<Duration> apart = new ArrayList<>();
        for (int i = 1; i < points.size(); i++) {
            apart.add(Duration.between(points.get(i - 1).at(), points.get(i).at()));
        }
        apart.sort(null);
        return apart.isEmpty() ? Duration.ZERO : apart.get(apart.size() / 2).multipliedBy(4);
    }

    /** Beside the lines' ends, moved apart where they would lie on each other. */
    private void labels(StringBuilder svg, double top) {
        List<Line> ended =
                lines.stream()
                        .filter(line -> !line.points().isEmpty())
                        .sorted((a, b) -> Double.compare(last(b).value(), last(a).value()))
                        .toList();
        double lowest = HEIGHT - BOTTOM - (ended.size() - 1) * (double) LABEL;
        double above = Double.NEGATIVE_INFINITY;
        for (Line line : ended) {
            double y = Math.max(Math.min(y(last(line).value(), top) + 4, lowest), above + LABEL);
            svg.append(
                    "<text class=\"name %s\" x=\"%d\" y=\"%s\">%s</text>%n"
                            .formatted(
                                    line.style(),
                                    WIDTH - RIGHT + 6,
                                    px(y),
                                    HtmlText.escaped(line.name())));
            above = y;
            lowest += LABEL;
        }
    }

    private static Point last(Line line) {
        return line.points().getLast();
    }

    /** For who does not see it: each line's first, highest and last value. */
    private String spoken() {
        StringBuilder words = new StringBuilder(title + ", " + unit);
        for (Line line : lines) {
            double most = line.points().stream().mapToDouble(Point::value).max().orElse(0);
            words.append(
                    line.points().isEmpty()
                            ? "; %s: nothing".formatted(line.name())
                            : "; %s: from %s to %s, at most %s"
                                    .formatted(
                                            line.name(),
                                            number(line.points().getFirst().value()),
                                            number(last(line).value()),
                                            number(most)));
        }
        return words.toString();
    }

    private double niceTop() {
        double most = Double.isFinite(limit) ? limit : 0;
        for (Line line : lines) {
            for (Point point : line.points()) {
                most = Math.max(most, point.value());
            }
        }
        if (most <= 0) {
            return 1;
        }
        double power = Math.pow(10, Math.floor(Math.log10(most)));
        for (double step : new double[] {1, 2, 3, 4, 5, 6, 8, 10}) {
            if (most <= step * power) {
                return step * power;
            }
        }
        return most;
    }

    private static double y(double value, double top) {
        return HEIGHT - BOTTOM - Math.clamp(value / top, 0, 1) * (HEIGHT - TOP - BOTTOM);
    }

    static double x(Instant at, Instant from, Instant to) {
        double all = Math.max(1, Duration.between(from, to).toMillis());
        double part = Math.clamp(Duration.between(from, at).toMillis() / all, 0, 1);
        return LEFT + part * (WIDTH - LEFT - RIGHT);
    }

    /** Times below a plot, UTC. */
    static String timeAxis(Instant from, Instant to, int y) {
        Duration all = Duration.between(from, to);
        DateTimeFormatter form = all.compareTo(Duration.ofHours(12)) > 0 ? DAY : CLOCK;
        StringBuilder axis = new StringBuilder();
        for (int i = 0; i < TICKS; i++) {
            Instant at = from.plus(all.multipliedBy(i).dividedBy(TICKS - 1));
            axis.append(
                    "<text class=\"middle\" x=\"%s\" y=\"%d\">%s</text>%n"
                            .formatted(
                                    px(x(at, from, to)),
                                    y + 16,
                                    form.format(at.atOffset(ZoneOffset.UTC))));
        }
        return axis.toString();
    }

    private static String number(double value) {
        double digits = value >= 100 ? 1 : value >= 1 ? 10 : 100;
        double rounded = Math.round(value * digits) / digits;
        return rounded == Math.rint(rounded)
                ? String.valueOf((long) rounded)
                : String.valueOf(rounded);
    }

    /** A place in the picture, to a tenth. */
    static String px(double place) {
        return String.valueOf(Math.round(10 * place) / 10.0);
    }
}

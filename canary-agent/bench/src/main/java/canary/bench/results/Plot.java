package canary.bench.results;

import canary.bench.rules.Contenders;
import canary.bench.simulate.Scenario;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The two pictures of a run, drawn without a display. */
final class Plot {
    /** Okabe and Ito's colours, which colour-blind people tell apart. */
    private static final Map<String, Color> COLOURS = new LinkedHashMap<>();

    static {
        COLOURS.put(Contenders.OURS, new Color(0xD55E00));
        COLOURS.put("plan alerts", new Color(0x000000));
        COLOURS.put("plan script", new Color(0x888888));
        COLOURS.put("flagger 1", new Color(0x56B4E9));
        COLOURS.put("flagger 10", new Color(0x0072B2));
        COLOURS.put("argo", new Color(0xCC79A7));
        COLOURS.put("kayenta", new Color(0x009E73));
    }

    private static final int WIDTH = 1100;
    private static final int LEFT = 180;
    private static final int RIGHT = 90;
    private static final int TOP = 90;
    private static final int LINE = 30;
    private static final int BAR = 9;
    private static final double LEAST_MINUTES = 0.2;
    private static final double MOST_MINUTES = 210;
    private static final double[] MINUTES = {0.25, 0.5, 1, 2, 5, 10, 20, 60, 120};
    private static final double BLAMING = 0.1;
    private static final Color GRID = new Color(0xDDDDDD);

    private final List<Row> rows;
    private BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
    private Graphics2D pen = image.createGraphics();

    Plot(List<Row> rows) {
        this.rows = rows;
    }

    /**
     * Median minutes until each judge finds each fault; those it misses mostly stand at the right.
     */
    BufferedImage minutes(double rate) {
        List<Row> harmful =
                rows.stream()
                        .filter(row -> row.perSecond() == rate && !row.scenario().isInnocent())
                        .toList();
        Set<Scenario> scenarios = distinct(harmful);
        begin(
                TOP + LINE * scenarios.size() + 50,
                "Minutes until a fault is found, median, at " + Targets.rate(rate) + " requests/s");
        int bottom = TOP + LINE * scenarios.size();
        text("hollow: rolls back more than a tenth of healthy releases, too", WIDTH - 20, 28, 1);
        for (double minutes : MINUTES) {
            line(x(minutes), TOP - 10, x(minutes), bottom, GRID);
            text(minutes < 1 ? "" + minutes : "" + (int) minutes, x(minutes), bottom + 18, 0.5);
        }
        text("not found", WIDTH - RIGHT / 2.0, bottom + 18, 0.5);
        int at = 0;
        for (Scenario scenario : scenarios) {
            double y = TOP + LINE * (at++ + 0.5);
            line(LEFT, y, WIDTH - 10, y, GRID);
            text(scenario.name(), LEFT - 10, y + 5, 1);
            int judge = 0;
            for (Map.Entry<String, Color> colour : COLOURS.entrySet()) {
                double shift = 3.2 * (judge++ - COLOURS.size() / 2.0);
                for (Row row : harmful) {
                    if (row.scenario().equals(scenario) && row.judge().equals(colour.getKey())) {
                        boolean isHollow = blames(row.judge(), rate);
                        dot(x(row.medianOfAll()), y + shift, colour.getValue(), isHollow);
                    }
                }
            }
        }
        return end();
    }

    /** Whether a judge finds faults because it finds them everywhere. */
    private boolean blames(String judge, double rate) {
        return rows.stream()
                .filter(row -> row.judge().equals(judge) && row.perSecond() == rate)
                .filter(row -> row.scenario().truth() == Scenario.Truth.HEALTHY)
                .mapToDouble(Row::rolledBackShare)
                .anyMatch(share -> share > BLAMING);
    }

    /** How often each judge rolls innocent releases back, by rate. */
    BufferedImage falseRollbacks() {
        List<Row> innocent = rows.stream().filter(row -> row.scenario().isInnocent()).toList();
        List<Double> rates = innocent.stream().map(Row::perSecond).distinct().toList();
        int group = BAR * COLOURS.size() + 16;
        int bottom = TOP + group * rates.size();
        begin(bottom + 50, "Innocent releases rolled back, mean over their scenarios");
        for (int percent = 0; percent <= 100; percent += 20) {
            double x = LEFT + (WIDTH - LEFT - RIGHT) * percent / 100.0;
            line(x, TOP - 10, x, bottom, GRID);
            text(percent + " %", x, bottom + 18, 0.5);
        }
        int at = 0;
        for (double rate : rates) {
            double y = TOP + (double) group * at++;
            text(Targets.rate(rate) + " requests/s", LEFT - 10, y + group / 2.0, 1);
            for (Map.Entry<String, Color> colour : COLOURS.entrySet()) {
                double share =
                        innocent.stream()
                                .filter(row -> row.perSecond() == rate)
                                .filter(row -> row.judge().equals(colour.getKey()))
                                .mapToDouble(Row::rolledBackShare)
                                .average()
                                .orElse(0);
                double length = Math.max(2, (WIDTH - LEFT - RIGHT) * share);
                pen.setColor(colour.getValue());
                pen.fill(new Rectangle2D.Double(LEFT, y, length, BAR - 1));
                y += BAR;
            }
        }
        return end();
    }

    private static Set<Scenario> distinct(List<Row> rows) {
        return rows.stream()
                .map(Row::scenario)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static double x(double minutes) {
        if (!Double.isFinite(minutes)) {
            return WIDTH - RIGHT / 2.0;
        }
        double span = Math.log(MOST_MINUTES / LEAST_MINUTES);
        double part = Math.log(Math.max(LEAST_MINUTES, minutes) / LEAST_MINUTES) / span;
        return LEFT + (WIDTH - LEFT - RIGHT) * Math.min(1, part);
    }

    private void begin(int height, String title) {
        image = new BufferedImage(WIDTH, height, BufferedImage.TYPE_INT_RGB);
        pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, WIDTH, height);
        pen.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 16));
        text(title, 20, 28, 0);
        pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
        double x = 24;
        for (Map.Entry<String, Color> colour : COLOURS.entrySet()) {
            dot(x, 50, colour.getValue(), false);
            text(colour.getKey(), x + 10, 55, 0);
            x += 30 + pen.getFontMetrics().stringWidth(colour.getKey());
        }
    }

    private BufferedImage end() {
        pen.dispose();
        return image;
    }

    private void line(double x1, double y1, double x2, double y2, Color colour) {
        pen.setColor(colour);
        pen.setStroke(new BasicStroke(1));
        pen.draw(new Line2D.Double(x1, y1, x2, y2));
    }

    private void dot(double x, double y, Color colour, boolean isHollow) {
        pen.setColor(colour);
        if (isHollow) {
            pen.setStroke(new BasicStroke(1.5f));
            pen.draw(new Ellipse2D.Double(x - 4, y - 4, 8, 8));
        } else {
            pen.fill(new Ellipse2D.Double(x - 5, y - 5, 10, 10));
        }
    }

    /**
     * @param anchor 0 where the text begins at x, 1 where it ends there
     */
    private void text(String words, double x, double y, double anchor) {
        pen.setColor(Color.BLACK);
        double width = pen.getFontMetrics().stringWidth(words);
        pen.drawString(words, (float) (x - anchor * width), (float) y);
    }
}

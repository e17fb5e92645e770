package canary.counters.scrape;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Parses the Prometheus text format 0.0.4 (and what OpenMetrics adds to a sample line, which is
 * passed over): <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">exposition
 * formats</a>.
 */
public final class PrometheusText {

    private final String line;
    private final int number;
    private int at;

    private PrometheusText(String line, int number) {
        this.line = line;
        this.number = number;
    }

    /** All samples of a page; throws {@link BadMetricsException} that names the first bad line. */
    public static List<Sample> parse(String page) {
        List<Sample> samples = new ArrayList<>();
        int number = 0;
        for (String line : page.lines().toList()) {
            number++;
            String text = line.strip();
            if (!text.isEmpty() && text.charAt(0) != '#') {
                samples.add(new PrometheusText(text, number).sample());
            }
        }
        return samples;
    }

    private Sample sample() {
        String name = word();
        skipBlanks();
        Map<String, String> labels =
                at < line.length() && line.charAt(at) == '{' ? labels() : Map.of();
        skipBlanks();
        int start = at;
        while (at < line.length() && !Character.isWhitespace(line.charAt(at))) {
            at++;
        }
        return new Sample(name, labels, value(line.substring(start, at)));
    }

    private Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        expect('{');
        skipBlanks();
        while (peek() != '}') {
            String label = word();
            skipBlanks();
            expect('=');
            skipBlanks();
            if (labels.put(label, quoted()) != null) {
                throw bad("label " + label + " stands twice");
            }
            skipBlanks();
            if (peek() == ',') {
                at++;
                skipBlanks();
            }
        }
        expect('}');
        return labels;
    }

    private String word() {
        int start = at;
        while (at < line.length() && isNamePart(line.charAt(at))) {
            at++;
        }
        if (start == at) {
            throw bad("expected a name at column " + (at + 1));
        }
        return line.substring(start, at);
    }

    private static boolean isNamePart(char c) {
        boolean isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        return isLetter || (c >= '0' && c <= '9') || c == '_' || c == ':';
    }

    private String quoted() {
        expect('"');
        StringBuilder value = new StringBuilder();
        while (peek() != '"') {
            char c = line.charAt(at++);
            if (c != '\\') {
                value.append(c);
                continue;
            }
            char escaped = peek();
            at++;
            switch (escaped) {
                case 'n' -> value.append('\n');
                case '\\', '"' -> value.append(escaped);
                default -> value.append('\\').append(escaped);
            }
        }
        expect('"');
        return value.toString();
    }

    private double value(String text) {
        try {
            return number(text);
        } catch (NumberFormatException e) {
            throw bad("'" + text + "' is no number");
        }
    }

    /** A value as Prometheus writes it; throws {@link NumberFormatException}. */
    public static double number(String text) {
        return switch (text) {
            case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            case "NaN" -> Double.NaN;
            default -> Double.parseDouble(text);
        };
    }

    private void skipBlanks() {
        while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
            at++;
        }
    }

    private char peek() {
        if (at >= line.length()) {
            throw bad("ends too early");
        }
        return line.charAt(at);
    }

    private void expect(char c) {
        if (peek() != c) {
            throw bad("expected " + c + " at column " + (at + 1));
        }
        at++;
    }

    private BadMetricsException bad(String why) {
        return new BadMetricsException("line " + number + ": " + why);
    }
}

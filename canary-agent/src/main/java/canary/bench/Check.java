package canary.bench;

import java.util.Locale;

/**
 * One figure that is aimed at.
 *
 * @param what is measured
 * @param aim in words
 * @param measured in words
 */
record Check(String what, String aim, String measured, boolean isMet) {

    String line() {
        return String.format(
                Locale.ROOT, "%-6s %-58s %-34s %s", isMet ? "met" : "MISSED", what, aim, measured);
    }

    String markdown() {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s |",
                what,
                aim,
                measured,
                isMet ? "met" : "**missed**");
    }
}

package canary.bench.results;

import java.util.Locale;

/**
 * One figure that is aimed at.
 *
 * @param what is measured
 * @param aim in words
 * @param measured in words
 */
public record Target(String what, String aim, String measured, Status status) {
    /** How it came out. */
    public enum Status {
        MET,
        MISSED,
        /** Nobody promised it: an attack that goes beyond what is aimed at. */
        NOTED
    }

    public boolean isMet() {
        return status == Status.MET;
    }

    public String line() {
        return String.format(
                Locale.ROOT,
                "%-6s %-58s %-34s %s",
                status == Status.MISSED ? "MISSED" : word(),
                what,
                aim,
                measured);
    }

    String markdown() {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s |",
                what,
                aim,
                measured,
                status == Status.MISSED ? "**missed**" : word());
    }

    private String word() {
        return status.name().toLowerCase(Locale.ROOT);
    }
}

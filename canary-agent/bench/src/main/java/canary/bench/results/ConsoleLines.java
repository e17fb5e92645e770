package canary.bench.results;

import java.util.Locale;

/** One line a judge and cell, for people at a terminal. */
public final class ConsoleLines {
    private ConsoleLines() {}

    public static String of(Row row) {
        String found =
                row.found() == 0
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                "; found %d: median %.2f min (p90 %.2f), %.0f canary requests, %.0f"
                                        + " users",
                                row.found(),
                                row.minutes(),
                                row.minutesP90(),
                                row.requests(),
                                row.users());
        return String.format(
                Locale.ROOT,
                "%-20s rolled back %3d (at most %.1f %%), held %3d, promoted %3d, right %3d%s",
                row.judge(),
                row.rolledBack(),
                100 * row.rolledBackAtMost(),
                row.held(),
                row.promoted(),
                row.right(),
                found);
    }
}

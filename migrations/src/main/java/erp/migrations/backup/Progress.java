package erp.migrations.backup;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Tells now and then how far the work is, how fast it goes, and how long it will still take. */
public final class Progress {
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final PrintStream out;
    private final LongSupplier nanos;
    private String work = "";
    private long expected;
    private long rows;
    private long begun;
    private long told;

    public Progress(PrintStream out) {
        this(out, System::nanoTime);
    }

    Progress(PrintStream out, LongSupplier nanos) {
        this.out = out;
        this.nanos = nanos;
    }

    /** Work that is not counted in rows. */
    void say(String text) {
        out.println(text);
    }

    /** The expected number may be an estimate. */
    void begin(String nextWork, long expectedRows) {
        work = nextWork;
        expected = expectedRows;
        rows = 0;
        begun = nanos.getAsLong();
        told = begun;
    }

    void rows(long more) {
        rows += more;
        long now = nanos.getAsLong();
        if (now - told >= INTERVAL.toNanos()) {
            told = now;
            out.println(line(now));
        }
    }

    void end() {
        long now = nanos.getAsLong();
        out.println(
                String.format(
                        Locale.ROOT,
                        "%s: %,d rows in %s, %,d rows/s",
                        work,
                        rows,
                        time((now - begun) / 1e9),
                        (long) rate(now)));
    }

    private String line(long now) {
        String soFar =
                String.format(
                        Locale.ROOT, "%s: %,d rows, %,d rows/s", work, rows, (long) rate(now));
        if (expected <= rows) {
            return soFar;
        }
        return String.format(
                Locale.ROOT,
                "%s, %d %%, about %s left",
                soFar,
                100 * rows / expected,
                time((expected - rows) / rate(now)));
    }

    private double rate(long now) {
        return rows / Math.max(1e-3, (now - begun) / 1e9);
    }

    private static String time(double seconds) {
        long whole = Math.round(seconds);
        return whole < 60
                ? whole + " s"
                : String.format(Locale.ROOT, "%d:%02d min", whole / 60, whole % 60);
    }
}

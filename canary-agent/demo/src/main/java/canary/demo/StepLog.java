package canary.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/** Tells what is being done, a line each, with the time that it took. */
final class StepLog {

    private final PrintStream out;

    StepLog(PrintStream out) {
        this.out = out;
    }

    /** Does a step and tells it with what {@code detail} makes of its result. */
    <T> T step(String what, Supplier<T> work, java.util.function.Function<T, String> detail) {
        long start = System.nanoTime();
        T result = work.get();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        String said = detail.apply(result);
        out.printf(Locale.ROOT, "%-10s %s (%.1f s)%n", what, said, took.toMillis() / 1000.0);
        return result;
    }

    /** Tells something that took no time. */
    void say(String what, String said) {
        out.printf(Locale.ROOT, "%-10s %s%n", what, said);
    }
}

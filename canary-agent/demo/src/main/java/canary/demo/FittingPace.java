package canary.demo;

import com.sun.management.OperatingSystemMXBean;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.DoubleSupplier;
import java.util.function.IntConsumer;

/**
 * Slows the clients until a copy can start beside them. A process that starts takes whatever
 * processor it gets, and on a machine that its users fill already they would wait for it: that
 * would be seen in the stable version, and be the machine's fault.
 */
final class FittingPace {

    /** Two processors of which the clients' work takes so much leave one for a copy that starts. */
    private static final double MOST_BUSY = 0.55;

    /** With fewer, five per cent of them show nothing within the fast pace's stages. */
    private static final int FEWEST = 20;

    private static final int MOST_LOOKS = 4;
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final DoubleSupplier busy;

    /**
     * @param busy waits for a while, and tells the share of all processors that was used in it
     */
    FittingPace(DoubleSupplier busy) {
        this.busy = busy;
    }

    /** That of this machine. */
    static FittingPace ofMachine() {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new FittingPace(
                () -> {
                    system.getCpuLoad(); // the share is that since it was last asked
                    try {
                        Thread.sleep(LOOK);
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    }
                    return system.getCpuLoad();
                });
    }

    /**
     * What the clients do in the end.
     *
     * @param busy share of all processors that is used then; below 0 where the system does not tell
     */
    record Chosen(int rps, double busy) {

        /** As a line of the demo. */
        String words() {
            String idle =
                    busy < 0
                            ? ""
                            : String.format(
                                    Locale.ROOT, "; the processors are %.0f %% busy", busy * 100);
            return rps + " requests a second" + idle;
        }
    }

    /**
     * @param asked requests a second that somebody asked for: they stay
     * @param usual requests a second that the clients send now
     */
    Chosen fit(OptionalInt asked, int usual, IntConsumer slow) {
        return asked.isPresent()
                ? new Chosen(asked.getAsInt(), busy.getAsDouble())
                : fit(usual, slow);
    }

    private Chosen fit(int rps, IntConsumer slow) {
        Chosen chosen = new Chosen(rps, busy.getAsDouble());
        for (int i = 1; i < MOST_LOOKS && isTooMuch(chosen); i++) {
            int fewer = (int) Math.max(FEWEST, chosen.rps() * MOST_BUSY / chosen.busy());
            slow.accept(fewer);
            chosen = new Chosen(fewer, busy.getAsDouble());
        }
        return chosen;
    }

    private static boolean isTooMuch(Chosen chosen) {
        return chosen.busy() > MOST_BUSY && chosen.rps() > FEWEST;
    }
}

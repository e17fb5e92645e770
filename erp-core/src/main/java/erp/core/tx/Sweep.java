package erp.core.tx;

import erp.core.Caller;

/** Removes much, some at a time and each in a transaction, so that nobody waits for it long. */
public final class Sweep {
    private static final int AT_ONCE = 1_000;

    /** Removes some of what there is. */
    @FunctionalInterface
    public interface Some {
        /**
         * @return how many rows; fewer than {@code most} where that was all
         */
        int remove(Tx tx, int most);
    }

    private Sweep() {}

    /** Removes until there is no more, or the thread is told to end. */
    public static void all(Db db, Caller caller, Some some) {
        int removed;
        do {
            removed = db.write(caller, tx -> some.remove(tx, AT_ONCE));
        } while (removed >= AT_ONCE && !Thread.currentThread().isInterrupted());
    }
}

package erp.core.ops;

/**
 * The database would not write.
 *
 * @param why in a sentence
 * @param nanos when, by {@link System#nanoTime()}
 */
record WriteRefusal(String why, long nanos) {}

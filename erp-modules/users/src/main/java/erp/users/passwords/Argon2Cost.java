package erp.users.passwords;

/**
 * What one password hash costs.
 *
 * @param memoryKib memory it fills, in KiB
 * @param iterations passes over that memory
 */
public record Argon2Cost(int memoryKib, int iterations) {
    /** OWASP's Password Storage Cheat Sheet: 19 MiB, two passes, one lane. */
    public static final Argon2Cost OWASP = new Argon2Cost(19_456, 2);

    // The weakest of the sheet's equivalent settings is 7 MiB with five passes.
    private static final int MEMORY_FLOOR = 7_168;
    private static final int WORK_FLOOR = 35_840;
    private static final int MEMORY_CEILING = 262_144;
    private static final int ITERATIONS_CEILING = 20;

    public Argon2Cost {
        if (memoryKib < MEMORY_FLOOR || (long) memoryKib * iterations < WORK_FLOOR) {
            throw new IllegalArgumentException(
                    "Argon2 needs at least %d KiB, and KiB times iterations at least %d: %d x %d is"
                                    .formatted(MEMORY_FLOOR, WORK_FLOOR, memoryKib, iterations)
                            + " too cheap to guess");
        }
        if (memoryKib > MEMORY_CEILING || iterations > ITERATIONS_CEILING) {
            throw new IllegalArgumentException(
                    "Argon2 may take at most %d KiB and %d iterations"
                            .formatted(MEMORY_CEILING, ITERATIONS_CEILING));
        }
    }
}

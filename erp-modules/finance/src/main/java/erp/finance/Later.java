package erp.finance;

/** Stands where the implementation follows. */
@SuppressWarnings({"DoNotCallSuggester", "TypeParameterUnusedInFormals"})
final class Later {
    private Later() {}

    static <T> T value(String asked) {
        throw new UnsupportedOperationException(asked);
    }
}

package canary.counters.scrape;

/** A page of metrics that cannot be understood. */
public final class BadMetricsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public BadMetricsException(String message) {
        super(message);
    }
}

package canary.metrics;

/** Prometheus did not answer a query, or not with an answer. */
public final class PrometheusException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public PrometheusException(String message) {
        super(message);
    }
}

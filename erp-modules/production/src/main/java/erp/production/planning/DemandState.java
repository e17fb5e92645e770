package erp.production.planning;

/** Whether a demand counts. */
public enum DemandState {
    OPEN,
    CANCELLED
}

package erp.production.planning;

/** Where a planning run stands. */
public enum RunState {
    QUEUED,
    RUNNING,
    DONE,
    FAILED
}

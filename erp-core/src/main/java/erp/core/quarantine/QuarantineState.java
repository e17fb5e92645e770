package erp.core.quarantine;

/** Whether a document is held for review still. */
public enum QuarantineState {
    HELD,
    RELEASED
}

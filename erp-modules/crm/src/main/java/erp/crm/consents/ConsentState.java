package erp.crm.consents;

/** Whether somebody wants to be reached. */
public enum ConsentState {
    /** Never asked: which is no consent. */
    UNKNOWN,
    GRANTED,
    WITHDRAWN
}

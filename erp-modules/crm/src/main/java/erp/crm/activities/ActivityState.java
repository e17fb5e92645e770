package erp.crm.activities;

/** Whether it is done. The last two are for good. */
public enum ActivityState {
    OPEN,
    DONE,
    CANCELLED
}

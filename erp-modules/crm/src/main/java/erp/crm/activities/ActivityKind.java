package erp.crm.activities;

/** What is done. */
public enum ActivityKind {
    CALL,
    MAIL,
    MEETING,
    TASK
}

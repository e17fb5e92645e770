package erp.crm.consents;

/** A way to reach somebody, of which each wants a consent of its own. */
public enum Channel {
    EMAIL,
    PHONE,
    POST
}

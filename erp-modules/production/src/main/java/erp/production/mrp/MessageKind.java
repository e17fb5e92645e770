package erp.production.mrp;

/** What a person should do about a document or a planned order. */
public enum MessageKind {
    /** It comes later than it is needed. */
    EXPEDITE,
    /** It comes much earlier than it is needed. */
    DEFER,
    /** Nobody needs it. */
    CANCEL,
    /** It would have to be begun before today. */
    LATE,
    /** It is to be made, and there is no bill on the day that it begins. */
    NO_BILL
}

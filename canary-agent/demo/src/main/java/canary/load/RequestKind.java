package canary.load;

/** What a client does: each is one request. */
public enum RequestKind {
    LOGIN,
    REFRESH,
    CREATE_ORDER,
    READ_ORDER,
    CONFIRM,
    READ_STOCK,
    DELIVER,
    INVOICE,
    OPEN_ITEMS,
    PAY,
    LIST_ORDERS,
    FEEDBACK,

    /** Of any {@link Errand}. */
    ERRAND;

    /** As shown in tables: {@code create order}. */
    public String words() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}

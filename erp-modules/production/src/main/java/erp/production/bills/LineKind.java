package erp.production.bills;

/** What a line of a bill is about. */
enum LineKind {
    COMPONENT,
    BY_PRODUCT
}

package erp.purchasing.common;

import erp.core.Permission;

/** Rights in purchasing. */
public enum PurchasingPermission implements Permission, OfPurchasing {
    POLICY_READ,
    POLICY_WRITE,
    SUPPLIERS_READ,
    SUPPLIERS_WRITE,
    REQUISITIONS_READ,
    REQUISITIONS_WRITE,

    /** To let something be bought; not what one has entered. */
    REQUISITIONS_APPROVE,
    QUOTATIONS_READ,
    QUOTATIONS_WRITE,
    ORDERS_READ,
    ORDERS_WRITE,

    /** To let the company be bound; who submitted an order does not approve it, whatever he may. */
    ORDERS_APPROVE,
    RECEIPTS_READ,
    RECEIPTS_WRITE,

    /** To take back what came in as if it had not. */
    RECEIPTS_REVERSE,
    INVOICES_READ,
    INVOICES_WRITE,

    /** To have an invoice paid that does not match; not by whoever entered it. */
    INVOICES_RELEASE,

    /** To take back what was billed and posted. */
    INVOICES_REVERSE
}

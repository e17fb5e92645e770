package erp.sales.common;

import erp.core.Permission;

/** Rights in sales. */
public enum SalesPermission implements Permission, OfSales {
    CUSTOMERS_READ,
    CUSTOMERS_WRITE,
    QUOTATIONS_READ,
    QUOTATIONS_WRITE,
    ORDERS_READ,
    ORDERS_WRITE,

    /** To let goods go: not the same people's right as to sell them. */
    DELIVERIES_WRITE,

    /** To take goods back into stock as if they had not gone. */
    DELIVERIES_REVERSE,
    INVOICES_READ,
    INVOICES_WRITE,

    /** To take back what was billed. */
    INVOICES_REVERSE
}

package erp.production.common;

import erp.core.Permission;

/** Rights in production. */
public enum ProductionPermission implements Permission, OfProduction {
    /** Work centres, routings, bills, item plans, costs. */
    MASTER_READ,
    MASTER_WRITE,
    ORDERS_READ,
    /** To plan, firm, release, complete and cancel. */
    ORDERS_WRITE,
    /** To issue, receive, book time and take such a posting back. */
    POSTINGS_WRITE,
    /** To settle what an order has cost too much: not the right of those who post to it. */
    ORDERS_CLOSE,
    PLANNING_READ,
    PLANNING_WRITE
}

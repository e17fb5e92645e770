/**
 * Bills of material, routings, work orders, requirements planning. Depends on core, inventory and
 * finance; knows no other module: what they expect comes as {@code Expectations}, what is to be
 * bought goes as the event {@code PurchaseProposed}, what no longer is as {@code
 * PurchaseWithdrawn}.
 *
 * <pre>
 *            firm           release             first posting          complete          close
 *  PLANNED -------> FIRMED ---------> RELEASED ---------------> IN_PROGRESS ----> COMPLETED ----> CLOSED
 *     |               |        (reserves)|                          |      <-----    (frees)     (WIP = 0)
 *     +---------------+------------------+--- cancel (nothing posted, or all taken back) --> CANCELLED
 *
 *  issue    DR WORK_IN_PROGRESS  / CR INVENTORY           components at the average of stock
 *  time     DR WORK_IN_PROGRESS  / CR LABOUR_ABSORBED, OVERHEAD_ABSORBED   at the rates of the day
 *           with what suppliers did for it, which lies in stock from its receipt until then
 *  output   DR INVENTORY         / CR WORK_IN_PROGRESS    at the cost planned at the release
 *  scrap    DR PRODUCTION_SCRAP  / CR WORK_IN_PROGRESS    likewise
 *  close    DR USAGE_VARIANCE, RATE_VARIANCE, METHOD_VARIANCE / CR WORK_IN_PROGRESS   or the other way
 *  reversal the other way: components at what they cost, output at what it is worth by now
 * </pre>
 *
 * A bill is DRAFT, then ACTIVE from a day on; versions of an item never overlap. An order that
 * makes, reworks or takes apart is one kind of document: components go in, outputs come out, each
 * with its share of the cost.
 *
 * <p>Lock order: the company's product structure (bills only), the run that proposed, the bill or
 * the planned order, the work order's row, then inventory's, then finance's. Everything that is
 * posted to an order is under the lock of its row, so its counters need no conditions of their own;
 * stock is held by inventory's. A planning run that begins locks the last one of its warehouse that
 * is done, as whoever firms does, then its own row, and nothing else.
 */
@NullMarked
package erp.production;

import org.jspecify.annotations.NullMarked;

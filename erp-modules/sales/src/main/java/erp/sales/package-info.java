/**
 * Customers, {@link erp.sales.quotations quotations}, orders, and what is delivered and invoiced of
 * them. Depends on core, inventory and finance.
 *
 * <pre>
 *           confirm (reserves)       all delivered and invoiced, or closed short
 *   DRAFT ---------------------> CONFIRMED -----------------------------------> CLOSED
 *     |                              |  &lt;------------ reverse (invoice, delivery) ----+
 *     +------------ cancel ----------+--> CANCELLED   (confirmed: only while nothing is delivered)
 * </pre>
 *
 * How much is delivered and invoiced is no state: it is counted on the order's lines and read from
 * them. A delivery is inventory's document and an invoice is finance's: sales says of which lines,
 * has them made in the order's transaction, and knows them again by the order's id. An invoice
 * bills what is delivered and not yet invoiced, also of an order that was closed short.
 *
 * <p>Lock order: the order's row, then the customer's (only where it has a credit limit), then
 * inventory's, then finance's; an invoice's number is taken last.
 */
@NullMarked
package erp.sales;

import org.jspecify.annotations.NullMarked;

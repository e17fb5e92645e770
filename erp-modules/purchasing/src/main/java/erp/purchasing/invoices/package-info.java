/**
 * What suppliers bill. An invoice is compared with the orders and with what came (three-way match)
 * when it is entered, whichever came first:
 *
 * <pre>
 *   enter --- all within tolerance --------------------------> POSTED
 *     +------ else, with the reasons --> BLOCKED -- match ---> POSTED   the goods have come since
 *                                           +------ release -> POSTED   by somebody else, whatever differs
 *                                           +------ reject --> REJECTED its number is free again
 *   POSTED --- reverse --> REVERSED (kept as rejected), its number is free again
 * </pre>
 *
 * <p>A blocked invoice is in no account. A posted one never changes; what is wrong with it is
 * credited, or it is taken back as a whole.
 *
 * <p>Lock order: the invoice, then its orders by id; the lines of receipts and invoices are counted
 * under their order's lock; then inventory's and finance's.
 */
@NullMarked
package erp.purchasing.invoices;

import org.jspecify.annotations.NullMarked;

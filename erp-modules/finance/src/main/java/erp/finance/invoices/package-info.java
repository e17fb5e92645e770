/**
 * Invoices of both sub-ledgers: those that the company issues to customers, numbered by it, and
 * those that suppliers send it, with their own number. A module that sells or buys hands over what
 * is to be invoiced and keeps the link by its own document's id; nothing here knows it.
 *
 * <p>{@link erp.finance.invoices.Invoices#post} does everything in the one order that keeps numbers
 * without gaps and waits short: journal entry, history, all of it sent, then the number, the
 * invoice and its open item, which only insert.
 *
 * <p>The tables are still named after sales, where they came from (decision 0027).
 */
@NullMarked
package erp.finance.invoices;

import org.jspecify.annotations.NullMarked;

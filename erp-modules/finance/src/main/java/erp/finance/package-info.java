/**
 * Books of the company: accounts, periods, journal, invoices, open items, payments, taxes. Others
 * post through {@link erp.finance.invoices.Invoices}, {@link erp.finance.payments.Payments} and
 * {@link erp.finance.ledger.Ledger} inside their own transaction; nothing here knows them.
 *
 * <pre>
 * journal entry   posted                          never changed; undone by a reversing entry, once
 * period          OPEN ⇄ CLOSED                   closed from the oldest on, reopened from the newest on;
 *                                                 changed or removed only while unused
 * invoice         posted                          never changed; numbered by whoever issued it
 * open item       open amount = amount … 0        "paid" is derived: nothing is open
 * payment         unallocated = amount … 0        allocations are added, never changed: their negatives
 *                                                 take them back
 * any document    → reversed, once                its entries are mirrored, its item is closed ({@link
 *                                                 erp.finance.ledger.Reversals}, decision 0046)
 * opening run     DRAFT → CLOSED                  one a company; a draft posts nothing (decision 0019)
 * </pre>
 *
 * Locks are taken in this order (research/erp.md section 6): opening run, open items by id, what
 * subscribers of {@link erp.finance.events.PaymentPosted}, {@link erp.finance.events.SupplierPaid}
 * and {@link erp.finance.opening.OpeningClosed} lock, periods (shared, the oldest first), number
 * sequence last.
 */
@NullMarked
package erp.finance;

import org.jspecify.annotations.NullMarked;

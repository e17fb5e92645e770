/**
 * What of receipts is what of invoices, whichever came first. Goods that came are owed on the
 * account of goods received and not invoiced, at what they were ordered at; what is billed lies on
 * the account of goods invoiced and not received. A match takes both off and puts the difference to
 * price variance, so that each account is what is not matched yet, at every moment:
 *
 * <pre>
 * receipt   DR INVENTORY                     / CR GOODS_RECEIVED_NOT_INVOICED     at the order's price
 * invoice   DR GOODS_INVOICED_NOT_RECEIVED, tax / CR PAYABLE                      at the invoice's
 * match     DR GOODS_RECEIVED_NOT_INVOICED   / CR GOODS_INVOICED_NOT_RECEIVED  +- PURCHASE_PRICE_VARIANCE
 * </pre>
 *
 * <p>Lines of receipts and invoices are counted under the lock of their order.
 */
@NullMarked
package erp.purchasing.matching;

import org.jspecify.annotations.NullMarked;

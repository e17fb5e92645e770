/**
 * Goods that go back to the supplier, and what makes its invoices less: our debit notes for such
 * goods, its credit notes.
 *
 * <pre>
 * return       DR GOODS_RECEIVED_NOT_INVOICED / CR INVENTORY      at the receipt's cost; what was matched is first
 *              taken back: DR GOODS_INVOICED_NOT_RECEIVED / CR GOODS_RECEIVED_NOT_INVOICED, and its variance
 * credit       DR SUPPLIER_CREDITS / CR GOODS_INVOICED_NOT_RECEIVED, tax      of pieces, at what they were billed
 *              DR SUPPLIER_CREDITS / CR PURCHASE_PRICE_VARIANCE, tax          of a price that was too high
 * </pre>
 *
 * <p>A credit lies with the supplier until it is allocated to what is owed, as finance does. Lock
 * order: the order, then inventory's, then finance's.
 */
@NullMarked
package erp.purchasing.returns;

import org.jspecify.annotations.NullMarked;

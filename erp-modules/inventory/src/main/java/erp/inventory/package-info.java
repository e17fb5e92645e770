/**
 * Items, warehouses, stock and what it is worth. Depends on core and finance; sales, purchasing and
 * production call it and it knows none of them.
 *
 * <p>Double entry in quantity: every change is a {@code Move} between two locations of which at
 * most one is virtual (supplier, customer, adjustment). Moves and valuations are append-only; a
 * balance per (item, location) and one pooled layer per item (moving average, by posting sequence)
 * are projections that change in the same transaction.
 *
 * <pre>
 * supplier  --receive-->  storage  --issue-->  customer        DR COGS      / CR INVENTORY
 *                         storage  &lt;--adjust-->  adjustment      INVENTORY  +- INVENTORY_DIFFERENCE
 * receive: DR INVENTORY / CR GOODS_RECEIVED_NOT_INVOICED; sent back: the same turned round, at the
 *          receipt's cost as far as the layer bears it, the rest to PURCHASE_PRICE_VARIANCE
 * open:    DR INVENTORY / CR OPENING_BALANCES, from adjustment, when finance closes the opening run
 * transfer: from one storage to another, worth what it was
 * reverse: each move of a document back, at exactly what it was worth then (decision 0046)
 * reserve: balance.reserved += q, one reservation row per line; release and issue take it back
 * </pre>
 *
 * <p>A document may be dated back. What it takes must then be there at the end of its day and of
 * every day since, in pieces per location and in value per item; else it is refused with the day. A
 * count is compared with the stock at the end of its day. Documents of today, after which nothing
 * is dated, ask nothing: each layer knows its last date. Balance and layer are locked before the
 * past is read, so two such documents wait for each other.
 *
 * <p>An item out of use gets nothing new: no receipt, no order. What is there of it can be
 * delivered, counted and corrected, up and down: what is counted is true.
 *
 * <p>Lock order, the same in every operation: the caller's document; own inserts; the document's
 * reservations by primary key; balances by (item, location), one place after the other where there
 * are two; layers by id; then finance (accounts and period shared, sequences last). The three
 * updates by set go through the primary key with {@code force index}, so that InnoDB takes the
 * locks in key order and none besides. Balances and layers are touched as late as possible: between
 * their lock and the commit lie only the inserts of valuation and ledger entry.
 */
@NullMarked
package erp.inventory;

import org.jspecify.annotations.NullMarked;

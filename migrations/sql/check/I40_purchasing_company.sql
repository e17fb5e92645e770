-- No row of purchasing refers to another company's.
select 'supplier of party' as what, hex(c.id) as id from purchasing_supplier c join core_party p on p.id = c.id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'approval level', hex(c.id) from purchasing_approval_level c join purchasing_policy p on p.id = c.policy_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'supplier item of supplier', hex(c.id) from purchasing_supplier_item c join purchasing_supplier p on p.id = c.supplier_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'supplier item of item', hex(c.id) from purchasing_supplier_item c join inventory_item p on p.id = c.item_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'price break', hex(c.id) from purchasing_price_break c join purchasing_supplier_item p on p.id = c.supplier_item_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'requisition into warehouse', hex(c.id) from purchasing_requisition c join inventory_warehouse p on p.id = c.warehouse_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'requisition line', hex(c.id) from purchasing_requisition_line c join purchasing_requisition p on p.id = c.requisition_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'requisition line of item', hex(c.id) from purchasing_requisition_line c join inventory_item p on p.id = c.item_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'requisition line of supplier', hex(c.id) from purchasing_requisition_line c join purchasing_supplier p on p.id = c.supplier_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'rfq into warehouse', hex(c.id) from purchasing_rfq c join inventory_warehouse p on p.id = c.warehouse_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'rfq of requisition', hex(c.id) from purchasing_rfq c join purchasing_requisition p on p.id = c.requisition_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'rfq line', hex(c.id) from purchasing_rfq_line c join purchasing_rfq p on p.id = c.rfq_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'rfq line of item', hex(c.id) from purchasing_rfq_line c join inventory_item p on p.id = c.item_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'rfq supplier', hex(c.id) from purchasing_rfq_supplier c join purchasing_rfq p on p.id = c.rfq_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'rfq to supplier', hex(c.id) from purchasing_rfq_supplier c join purchasing_supplier p on p.id = c.supplier_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'quote', hex(c.id) from purchasing_quote c join purchasing_rfq p on p.id = c.rfq_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'quote of supplier', hex(c.id) from purchasing_quote c join purchasing_supplier p on p.id = c.supplier_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'quote line', hex(c.id) from purchasing_quote_line c join purchasing_quote p on p.id = c.quote_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'quote line of rfq line', hex(c.id) from purchasing_quote_line c join purchasing_rfq_line p on p.id = c.rfq_line_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'reorder rule of warehouse', hex(c.id) from purchasing_reorder_rule c join inventory_warehouse p on p.id = c.warehouse_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'reorder rule of item', hex(c.id) from purchasing_reorder_rule c join inventory_item p on p.id = c.item_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'reorder rule of supplier', hex(c.id) from purchasing_reorder_rule c join purchasing_supplier p on p.id = c.supplier_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'order from supplier', hex(c.id) from purchasing_order c join purchasing_supplier p on p.id = c.supplier_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'order into warehouse', hex(c.id) from purchasing_order c join inventory_warehouse p on p.id = c.warehouse_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'order line', hex(c.id) from purchasing_order_line c join purchasing_order p on p.id = c.order_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'order line of item', hex(c.id) from purchasing_order_line c join inventory_item p on p.id = c.item_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'order revision', hex(c.id) from purchasing_order_revision c join purchasing_order p on p.id = c.order_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'agreement of supplier', hex(c.id) from purchasing_agreement c join purchasing_supplier p on p.id = c.supplier_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'agreement line', hex(c.id) from purchasing_agreement_line c join purchasing_agreement p on p.id = c.agreement_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'agreement line of item', hex(c.id) from purchasing_agreement_line c join inventory_item p on p.id = c.item_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'approval', hex(c.id) from purchasing_approval c join purchasing_order p on p.id = c.order_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'receipt for order', hex(c.id) from purchasing_receipt c join purchasing_order p on p.id = c.order_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'receipt from supplier', hex(c.id) from purchasing_receipt c join purchasing_supplier p on p.id = c.supplier_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'receipt into warehouse', hex(c.id) from purchasing_receipt c join inventory_warehouse p on p.id = c.warehouse_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'receipt line', hex(c.id) from purchasing_receipt_line c join purchasing_receipt p on p.id = c.receipt_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'receipt line of order line', hex(c.id) from purchasing_receipt_line c join purchasing_order_line p on p.id = c.order_line_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'receipt line of item', hex(c.id) from purchasing_receipt_line c join inventory_item p on p.id = c.item_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'invoice of supplier', hex(c.id) from purchasing_invoice c join purchasing_supplier p on p.id = c.supplier_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'invoice line', hex(c.id) from purchasing_invoice_line c join purchasing_invoice p on p.id = c.invoice_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'invoice line of order', hex(c.id) from purchasing_invoice_line c join purchasing_order p on p.id = c.order_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'invoice line of order line', hex(c.id) from purchasing_invoice_line c join purchasing_order_line p on p.id = c.order_line_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'invoice line of item', hex(c.id) from purchasing_invoice_line c join inventory_item p on p.id = c.item_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'block', hex(c.id) from purchasing_block c join purchasing_invoice p on p.id = c.invoice_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'match of order line', hex(c.id) from purchasing_match c join purchasing_order_line p on p.id = c.order_line_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'match of receipt line', hex(c.id) from purchasing_match c join purchasing_receipt_line p on p.id = c.receipt_line_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'match of invoice line', hex(c.id) from purchasing_match c join purchasing_invoice_line p on p.id = c.invoice_line_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'return of receipt', hex(c.id) from purchasing_return c join purchasing_receipt p on p.id = c.receipt_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'return of order', hex(c.id) from purchasing_return c join purchasing_order p on p.id = c.order_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'return to supplier', hex(c.id) from purchasing_return c join purchasing_supplier p on p.id = c.supplier_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'return from warehouse', hex(c.id) from purchasing_return c join inventory_warehouse p on p.id = c.warehouse_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'return line', hex(c.id) from purchasing_return_line c join purchasing_return p on p.id = c.return_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'return line of receipt line', hex(c.id) from purchasing_return_line c join purchasing_receipt_line p on p.id = c.receipt_line_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'return line of order line', hex(c.id) from purchasing_return_line c join purchasing_order_line p on p.id = c.order_line_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'return line of item', hex(c.id) from purchasing_return_line c join inventory_item p on p.id = c.item_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'credit of supplier', hex(c.id) from purchasing_credit c join purchasing_supplier p on p.id = c.supplier_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'credit for return', hex(c.id) from purchasing_credit c join purchasing_return p on p.id = c.return_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'credit line', hex(c.id) from purchasing_credit_line c join purchasing_credit p on p.id = c.credit_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'credit line of invoice line', hex(c.id) from purchasing_credit_line c join purchasing_invoice_line p on p.id = c.invoice_line_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'credit line of order line', hex(c.id) from purchasing_credit_line c join purchasing_order_line p on p.id = c.order_line_id where c.company_id <> p.company_id
  and c.id >= :since

-- No row of sales refers to another company's.
select 'order of customer' as what, c.id from sales_order c join sales_customer p on p.id = c.customer_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'order from warehouse', c.id from sales_order c join inventory_warehouse p on p.id = c.warehouse_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'order line', c.id from sales_order_line c join sales_order p on p.id = c.order_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'order line of item', c.id from sales_order_line c join inventory_item p on p.id = c.item_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'delivery', c.id from sales_delivery c left join sales_order p on p.id = c.order_id where c.source_type = 'sales.order' and not (c.company_id <=> p.company_id)
  and c.id >= :since
union all
select 'delivery from warehouse', c.id from sales_delivery c join inventory_warehouse p on p.id = c.warehouse_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'delivery line', c.id from sales_delivery_line c join sales_delivery p on p.id = c.delivery_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'delivery line of order line', c.id from sales_delivery_line c join sales_delivery d on d.id = c.delivery_id left join sales_order_line p on p.id = c.order_line_id where d.source_type = 'sales.order' and not (c.company_id <=> p.company_id)
  and c.id >= :since
union all
select 'invoice', c.id from sales_invoice c left join sales_order p on p.id = c.order_id where c.source_type = 'sales.order' and not (c.company_id <=> p.company_id)
  and c.id >= :since
union all
select 'invoice to customer', c.id from sales_invoice c left join sales_customer p on p.id = c.customer_id where c.source_type = 'sales.order' and not (c.company_id <=> p.company_id)
  and c.id >= :since
union all
select 'invoice line', c.id from sales_invoice_line c join sales_invoice p on p.id = c.invoice_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'invoice line of order line', c.id from sales_invoice_line c join sales_invoice i on i.id = c.invoice_id left join sales_order_line p on p.id = c.order_line_id where i.source_type = 'sales.order' and not (c.company_id <=> p.company_id)
  and c.id >= :since
union all
select 'customer of party', c.id from sales_customer c join core_party p on p.id = c.id where c.company_id <> p.company_id
union all
select 'delivery line of item', c.id from sales_delivery_line c join inventory_item p on p.id = c.item_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'invoice line of item', c.id from sales_invoice_line c join inventory_item p on p.id = c.item_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'quotation to customer', c.id from sales_quotation c join sales_customer p on p.id = c.customer_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'quotation from warehouse', c.id from sales_quotation c join inventory_warehouse p on p.id = c.warehouse_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'quotation that was ordered', c.id from sales_quotation c left join sales_order p on p.id = c.order_id where c.order_id is not null and not (c.company_id <=> p.company_id)
  and c.id >= :since
union all
select 'quotation line', c.id from sales_quotation_line c left join sales_quotation p on p.id = c.quotation_id where not (c.company_id <=> p.company_id)
  and c.id >= :since
union all
select 'quotation line of item', c.id from sales_quotation_line c join inventory_item p on p.id = c.item_id where c.company_id <> p.company_id
  and c.id >= :since

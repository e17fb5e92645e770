-- document sales.quotation
select id, number, quotation_date, total, currency from sales_quotation where id in (:ids);

-- document sales.order
select id, number, order_date, total, currency from sales_order where id in (:ids);

-- document sales.delivery
select id, null, delivery_date, null, null from sales_delivery where id in (:ids) and source_type = 'sales.order';

-- document sales.invoice
select id, concat(fiscal_year, '-', lpad(number, 6, '0')), invoice_date, total, currency
from sales_invoice where id in (:ids) and series = 'sales.invoice';

-- parts
select id, 'sales.quotation', quotation_id from sales_quotation_line where id in (:ids);
select id, 'sales.order', order_id from sales_order_line where id in (:ids);
select l.id, if(d.source_type = 'sales.order', 'sales.delivery', 'purchasing.return'), l.delivery_id
from sales_delivery_line l join sales_delivery d on d.id = l.delivery_id where l.id in (:ids);
select l.id, i.series, l.invoice_id
from sales_invoice_line l join sales_invoice i on i.id = l.invoice_id where l.id in (:ids);

-- successors
select q.id, 'sales.order', q.order_id from sales_quotation q where q.id in (:ids) and q.order_id is not null;
select order_id, 'sales.delivery', id from sales_delivery where order_id in (:ids) and source_type = 'sales.order';
select order_id, 'sales.invoice', id from sales_invoice where order_id in (:ids) and series = 'sales.invoice';
select ol.delivery_id, 'sales.invoice', il.invoice_id
from sales_delivery_line ol join sales_invoice_line il on il.order_line_id = ol.order_line_id
join sales_invoice i on i.id = il.invoice_id and i.series = 'sales.invoice' and i.id > ol.delivery_id
where ol.delivery_id in (:ids);

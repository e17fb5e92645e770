-- document purchasing.requisition
select id, number, null, null, null from purchasing_requisition where id in (:ids);

-- document purchasing.rfq
select id, number, answer_by, null, null from purchasing_rfq where id in (:ids);

-- document purchasing.blanket-order
select id, number, valid_from, null, null from purchasing_agreement where id in (:ids);

-- document purchasing.order
select id, number, order_date, total, currency from purchasing_order where id in (:ids);

-- document purchasing.receipt
select id, number, receipt_date, value, currency from purchasing_receipt where id in (:ids);

-- document purchasing.return
select id, number, return_date, value, currency from purchasing_return where id in (:ids);

-- document purchasing.invoice
select id, number, invoice_date, total, currency from purchasing_invoice where id in (:ids);

-- document purchasing.credit
select id, number, credit_date, total, currency from purchasing_credit where id in (:ids);

-- parts
select id, 'purchasing.requisition', requisition_id from purchasing_requisition_line where id in (:ids);
select id, 'purchasing.rfq', rfq_id from purchasing_rfq_line where id in (:ids);
select id, 'purchasing.rfq', rfq_id from purchasing_quote where id in (:ids);
select id, 'purchasing.blanket-order', agreement_id from purchasing_agreement_line where id in (:ids);
select id, 'purchasing.order', order_id from purchasing_order_line where id in (:ids);
select id, 'purchasing.order', order_id from purchasing_order_revision where id in (:ids);
select id, 'purchasing.order', order_id from purchasing_approval where id in (:ids);
select id, 'purchasing.receipt', receipt_id from purchasing_receipt_line where id in (:ids);
select id, 'purchasing.return', return_id from purchasing_return_line where id in (:ids);
select id, 'purchasing.invoice', invoice_id from purchasing_invoice_line where id in (:ids);
select id, 'purchasing.invoice', invoice_id from purchasing_block where id in (:ids);
select id, 'purchasing.credit', credit_id from purchasing_credit_line where id in (:ids);
select id, cause_type, cause_id from purchasing_match where id in (:ids);

-- successors
select requisition_id, 'purchasing.rfq', id from purchasing_rfq where requisition_id in (:ids);
select origin_id, 'purchasing.order', id from purchasing_order where origin_id in (:ids);
select r.order_id, 'purchasing.receipt', r.id
from core_company c straight_join purchasing_receipt r on r.company_id = c.id and r.order_id in (:ids);
select l.order_id, 'purchasing.invoice', l.invoice_id
from core_company c straight_join purchasing_invoice_line l on l.company_id = c.id and l.order_id in (:ids);
select r.receipt_id, 'purchasing.return', r.id
from core_company c straight_join purchasing_return r on r.company_id = c.id and r.receipt_id in (:ids);
select g.return_id, 'purchasing.credit', g.id
from core_company c straight_join purchasing_credit g on g.company_id = c.id and g.return_id in (:ids);
select l.receipt_id, 'purchasing.invoice', i.invoice_id
from purchasing_receipt_line l
join purchasing_match m on m.company_id = l.company_id and m.receipt_line_id = l.id
join purchasing_invoice_line i on i.id = m.invoice_line_id
where l.receipt_id in (:ids);
select l.invoice_id, 'purchasing.credit', k.credit_id
from purchasing_invoice_line l join purchasing_credit_line k on k.invoice_line_id = l.id where l.invoice_id in (:ids);

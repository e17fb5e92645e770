-- document production.work-order
select id, number, due_date, wip, currency from production_order where id in (:ids);

-- document production.planning-run
select id, null, planned_from, null, null from production_run where id in (:ids);

-- document production.planned-order
select id, null, due_date, null, null from production_planned_order where id in (:ids);

-- document production.demand
select id, null, needed_on, null, null from production_demand where id in (:ids);

-- document production.bill
select id, cast(version_no as char), valid_from, null, null from production_bill where id in (:ids);

-- parts
select id, 'production.work-order', order_id from production_posting where id in (:ids);
select l.id, 'production.work-order', p.order_id
from production_posting_line l join production_posting p on p.id = l.posting_id where l.id in (:ids);
select id, 'production.work-order', order_id from production_order_component where id in (:ids);
select id, 'production.work-order', order_id from production_order_operation where id in (:ids);
select id, 'production.work-order', order_id from production_order_output where id in (:ids);
select id, 'production.bill', bill_id from production_bill_line where id in (:ids);

-- successors
select planned_order_id, 'production.work-order', id
from production_order where planned_order_id in (:ids) and company_id in (select id from core_company);

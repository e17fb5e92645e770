-- No row of production refers to another company's.
select 'closed day' as what, c.id from production_closed_day c join production_work_centre p on p.id = c.work_centre_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'operation of routing', c.id from production_operation c join production_routing p on p.id = c.routing_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'operation at work centre', c.id from production_operation c join production_work_centre p on p.id = c.work_centre_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'item of subcontracted operation', c.id from production_operation c join inventory_item p on p.id = c.subcontract_item_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'bill of item', c.id from production_bill c join inventory_item p on p.id = c.item_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'bill by routing', c.id from production_bill c join production_routing p on p.id = c.routing_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'bill line', c.id from production_bill_line c join production_bill p on p.id = c.bill_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'bill line of item', c.id from production_bill_line c join inventory_item p on p.id = c.item_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'item plan', c.id from production_item_plan c join inventory_item p on p.id = c.item_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'item plan of warehouse', c.id from production_item_plan c join inventory_warehouse p on p.id = c.warehouse_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'demand for item', c.id from production_demand c join inventory_item p on p.id = c.item_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'demand in warehouse', c.id from production_demand c join inventory_warehouse p on p.id = c.warehouse_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'order of item', c.id from production_order c join inventory_item p on p.id = c.item_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'order by bill', c.id from production_order c join production_bill p on p.id = c.bill_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'order by routing', c.id from production_order c join production_routing p on p.id = c.routing_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'order in warehouse', c.id from production_order c join inventory_warehouse p on p.id = c.warehouse_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'order of planned order', c.id from production_order c join production_planned_order p on p.id = c.planned_order_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'component', c.id from production_order_component c join production_order p on p.id = c.order_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'component of item', c.id from production_order_component c join inventory_item p on p.id = c.item_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'component bought for operation', c.id from production_order_component c left join production_order_operation p on p.id = c.operation_id where c.operation_id is not null and not (c.company_id <=> p.company_id and c.order_id <=> p.order_id)
  and c.id >= :since
union all
select 'order operation', c.id from production_order_operation c join production_order p on p.id = c.order_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'order operation at work centre', c.id from production_order_operation c join production_work_centre p on p.id = c.work_centre_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'output', c.id from production_order_output c join production_order p on p.id = c.order_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'output of item', c.id from production_order_output c join inventory_item p on p.id = c.item_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'posting', c.id from production_posting c join production_order p on p.id = c.order_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'reversal', c.id from production_posting c join production_posting p on p.id = c.reversal_of where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'posting line', c.id from production_posting_line c join production_posting p on p.id = c.posting_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'posting line of item', c.id from production_posting_line c join inventory_item p on p.id = c.item_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'posting line at work centre', c.id from production_posting_line c join production_work_centre p on p.id = c.work_centre_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'run in warehouse', c.id from production_run c join inventory_warehouse p on p.id = c.warehouse_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'planned order', c.id from production_planned_order c join production_run p on p.id = c.run_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'planned order of item', c.id from production_planned_order c join inventory_item p on p.id = c.item_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'planned order by bill', c.id from production_planned_order c join production_bill p on p.id = c.bill_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'planned order in warehouse', c.id from production_planned_order c join inventory_warehouse p on p.id = c.warehouse_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'pegging', c.id from production_pegging c join production_run p on p.id = c.run_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'pegging of item', c.id from production_pegging c join inventory_item p on p.id = c.item_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'message', c.id from production_message c join production_run p on p.id = c.run_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'message about item', c.id from production_message c join inventory_item p on p.id = c.item_id where c.company_id <> p.company_id
  and c.id >= :since
union all
select 'level of item', c.item_id from production_level c join inventory_item p on p.id = c.item_id where c.company_id <> p.company_id
  and c.item_id >= :since

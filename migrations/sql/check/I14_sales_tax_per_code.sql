-- Tax is base times rate for each tax code, rounded once: of a quotation and an order exactly, of invoices over all of the order so far. (What was priced or invoiced by versions that rounded line by line is left out.)
with touched as (select id from sales_order where id >= :since union select order_id from sales_delivery where id >= :since union select order_id from sales_invoice where id >= :since union select d.order_id from finance_reversal r join sales_delivery d on d.id = r.document_id where r.id >= :since union select i.order_id from finance_reversal r join sales_invoice i on i.id = r.document_id where r.id >= :since)
select t.document, hex(t.id) as id, t.tax_code, t.base, t.tax, round(t.base * t.tax_rate, t.digits) as rounded
from (
    select 'order' as document, o.id, l.tax_code, max(l.tax_rate) as tax_rate, sum(l.net) as base, sum(l.tax) as tax,
        max(case
                when o.currency in ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND',
                             'VUV', 'XAF', 'XOF', 'XPF') then 0
                when o.currency in ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') then 3
                when o.currency in ('CLF', 'UYW') then 4
                else 2
            end) as digits
    from sales_order o
    join sales_order_line l on l.order_id = o.id
    join touched on touched.id = o.id -- :since
    where o.priced_at is not null and (o.confirmed_at is null or o.confirmed_at = o.priced_at)
    group by o.id, l.tax_code
    union all
    select 'quotation', q.id, l.tax_code, max(l.tax_rate), sum(l.net), sum(l.tax),
        max(case
                when q.currency in ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND',
                             'VUV', 'XAF', 'XOF', 'XPF') then 0
                when q.currency in ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') then 3
                when q.currency in ('CLF', 'UYW') then 4
                else 2
            end)
    from sales_quotation q
    join sales_quotation_line l on l.quotation_id = q.id
    where true
      and q.id >= :since
    group by q.id, l.tax_code
    union all
    select 'invoice', s.id, s.tax_code, s.tax_rate, sum(s.net) over so_far, sum(s.tax) over so_far, s.digits
    from (
        select i.id, i.order_id, i.fiscal_year, i.number, l.tax_code, max(l.tax_rate) as tax_rate, sum(l.net) as net,
            sum(l.tax) as tax,
            max(case
                when i.currency in ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND',
                             'VUV', 'XAF', 'XOF', 'XPF') then 0
                when i.currency in ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') then 3
                when i.currency in ('CLF', 'UYW') then 4
                else 2
            end) as digits
        from sales_invoice i
        join sales_invoice_line l on l.invoice_id = i.id
        join sales_order o on o.id = i.order_id
        join touched on touched.id = o.id -- :since
        where o.priced_at = o.confirmed_at and not exists (
            select 1 from sales_invoice other where other.order_id = i.order_id and other.tax_rounding is null)
            and i.id not in (select document_id from finance_reversal)
        group by i.id, i.order_id, i.fiscal_year, i.number, l.tax_code
    ) s
    window so_far as (partition by s.order_id, s.tax_code order by s.fiscal_year, s.number)
) t
where t.tax <> round(t.base * t.tax_rate, t.digits)

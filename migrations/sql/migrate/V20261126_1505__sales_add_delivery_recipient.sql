-- expand
-- Who a delivery went to and where, and the how-manyth invoice of its order bills it.
alter table sales_delivery
    add column invoice_of_order int null,
    add column recipient_name varchar(200) null,
    add column recipient_tax_id varchar(40) null,
    add column recipient_street varchar(200) null,
    add column recipient_street2 varchar(200) null,
    add column recipient_postal_code varchar(20) null,
    add column recipient_city varchar(100) null,
    add column recipient_country char(2) null;

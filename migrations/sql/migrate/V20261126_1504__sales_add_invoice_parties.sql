-- expand
-- What an invoice says for good. Null where a version issued it that did not keep it.
alter table sales_invoice
    add column order_number varchar(32) null,
    add column payment_terms varchar(200) null,
    add column invoice_of_order int null,
    add column seller_name varchar(200) null,
    add column seller_tax_id varchar(40) null,
    add column seller_street varchar(200) null,
    add column seller_street2 varchar(200) null,
    add column seller_postal_code varchar(20) null,
    add column seller_city varchar(100) null,
    add column seller_country char(2) null,
    add column buyer_name varchar(200) null,
    add column buyer_tax_id varchar(40) null,
    add column buyer_street varchar(200) null,
    add column buyer_street2 varchar(200) null,
    add column buyer_postal_code varchar(20) null,
    add column buyer_city varchar(100) null,
    add column buyer_country char(2) null;

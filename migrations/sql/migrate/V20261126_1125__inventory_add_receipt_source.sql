-- expand
-- What goods were received for, and who sent them; null where that is nobody's document.
alter table inventory_receipt
    add column source_type varchar(40) null,
    add column source_id binary(16) null,
    add column sender_name varchar(200) null,
    add column sender_tax_id varchar(40) null,
    add column sender_street varchar(200) null,
    add column sender_street2 varchar(200) null,
    add column sender_postal_code varchar(20) null,
    add column sender_city varchar(100) null,
    add column sender_country char(2) null;

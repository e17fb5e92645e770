-- expand
alter table core_company
    add column tax_id varchar(40) null,
    add column street varchar(200) null,
    add column street2 varchar(200) null,
    add column postal_code varchar(20) null,
    add column city varchar(100) null,
    add column country char(2) null;

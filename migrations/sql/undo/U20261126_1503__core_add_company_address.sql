alter table core_company
    drop column tax_id,
    drop column street,
    drop column street2,
    drop column postal_code,
    drop column city,
    drop column country;

-- expand
create index ix_core_party_tax_id on core_party (company_id, tax_id);

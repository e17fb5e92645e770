drop index ix_core_party_tax_id on core_party;

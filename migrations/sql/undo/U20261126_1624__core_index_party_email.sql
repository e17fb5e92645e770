drop index ix_core_party_email on core_party;

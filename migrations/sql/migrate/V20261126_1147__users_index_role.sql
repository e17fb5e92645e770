-- expand
create index ix_users_role_company on users_role (company_id, id);

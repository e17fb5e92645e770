-- expand
-- The user with whom a representative signs in: whose leads and opportunities are "mine".
alter table crm_representative
    add column user_id binary(16) null,
    add constraint uq_crm_representative_user unique (company_id, user_id);

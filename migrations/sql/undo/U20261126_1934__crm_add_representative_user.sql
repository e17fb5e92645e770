alter table crm_representative drop constraint uq_crm_representative_user, drop column user_id;

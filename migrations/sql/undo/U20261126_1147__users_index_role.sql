drop index ix_users_role_company on users_role;

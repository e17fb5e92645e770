DROP TABLE IF EXISTS users_role_permission;

DROP TABLE IF EXISTS users_user_role;

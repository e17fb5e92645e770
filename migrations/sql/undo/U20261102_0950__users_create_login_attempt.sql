DROP TABLE IF EXISTS users_login_attempt;

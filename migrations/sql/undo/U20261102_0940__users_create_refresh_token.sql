DROP TABLE IF EXISTS users_refresh_token;

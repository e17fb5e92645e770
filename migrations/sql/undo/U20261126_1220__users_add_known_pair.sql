ALTER TABLE users_login_attempt DROP COLUMN succeeded_at;

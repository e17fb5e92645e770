-- expand
ALTER TABLE users_login_attempt ADD COLUMN succeeded_at datetime(6) NULL;

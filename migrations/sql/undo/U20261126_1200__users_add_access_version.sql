ALTER TABLE users_user DROP COLUMN access_version;

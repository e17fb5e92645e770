-- expand
ALTER TABLE users_user ADD COLUMN access_version bigint NOT NULL DEFAULT 0;

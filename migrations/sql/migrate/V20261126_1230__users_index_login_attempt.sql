-- expand
CREATE INDEX ix_users_login_attempt_sweep ON users_login_attempt (succeeded_at, last_at);

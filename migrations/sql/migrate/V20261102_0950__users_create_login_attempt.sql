-- expand
CREATE TABLE users_login_attempt (
    subject       binary(16)  NOT NULL,
    failures      int         NOT NULL,
    last_at       datetime(6) NOT NULL,
    blocked_until datetime(6) NOT NULL,
    PRIMARY KEY (subject),
    KEY ix_users_login_attempt_age (last_at)
);

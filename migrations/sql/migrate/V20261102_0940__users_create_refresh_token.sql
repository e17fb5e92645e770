-- expand
CREATE TABLE users_refresh_token (
    id           binary(16)  NOT NULL,
    company_id   binary(16)  NOT NULL,
    user_id      binary(16)  NOT NULL,
    family_id    binary(16)  NOT NULL,
    token_hash   binary(32)  NOT NULL,
    signed_in_at datetime(6) NOT NULL,
    expires_at   datetime(6) NOT NULL,
    used_at      datetime(6),
    revoked_at   datetime(6),
    PRIMARY KEY (id),
    KEY ix_users_refresh_token_family (family_id),
    KEY ix_users_refresh_token_user (user_id),
    KEY ix_users_refresh_token_expiry (expires_at),
    CONSTRAINT uq_users_refresh_token_hash UNIQUE (token_hash),
    CONSTRAINT fk_users_refresh_token_user FOREIGN KEY (user_id) REFERENCES users_user (id),
    CONSTRAINT fk_users_refresh_token_company FOREIGN KEY (company_id) REFERENCES core_company (id)
);

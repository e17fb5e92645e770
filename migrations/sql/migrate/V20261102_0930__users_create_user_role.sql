-- expand
CREATE TABLE users_user_role (
    user_id binary(16) NOT NULL,
    role_id binary(16) NOT NULL,
    PRIMARY KEY (user_id, role_id),
    KEY ix_users_user_role_role (role_id),
    CONSTRAINT fk_users_user_role_user FOREIGN KEY (user_id) REFERENCES users_user (id),
    CONSTRAINT fk_users_user_role_role FOREIGN KEY (role_id) REFERENCES users_role (id)
);

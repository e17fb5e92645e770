-- expand
CREATE TABLE users_role_permission (
    role_id    binary(16)   NOT NULL,
    permission varchar(100) NOT NULL,
    PRIMARY KEY (role_id, permission),
    CONSTRAINT fk_users_role_permission_role FOREIGN KEY (role_id) REFERENCES users_role (id)
);

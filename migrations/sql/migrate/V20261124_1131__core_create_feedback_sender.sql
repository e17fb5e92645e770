-- expand
CREATE TABLE core_feedback_sender (
    user_id binary(16)  NOT NULL,
    last_at datetime(6) NOT NULL,
    PRIMARY KEY (user_id)
);

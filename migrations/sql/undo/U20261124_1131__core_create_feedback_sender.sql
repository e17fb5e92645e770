DROP TABLE IF EXISTS core_feedback_sender;

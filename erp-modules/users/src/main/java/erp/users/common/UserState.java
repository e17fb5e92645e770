package erp.users.common;

/** Whether a user may sign in. */
public enum UserState {
    ACTIVE,
    DISABLED
}

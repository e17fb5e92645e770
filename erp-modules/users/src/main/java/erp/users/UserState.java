package erp.users;

/** Whether a user may sign in. */
public enum UserState {
    ACTIVE,
    DISABLED
}

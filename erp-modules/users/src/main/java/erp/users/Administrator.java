package erp.users;

import org.jspecify.annotations.Nullable;

/**
 * The user that the ERP starts with, from {@code ERP_ADMIN_USER} and {@code ERP_ADMIN_PASSWORD}.
 */
public record Administrator(String username, String password) {

    /** Null where neither is set. Throws {@link IllegalArgumentException} where only one is. */
    public static @Nullable Administrator of(String username, String password) {
        if (username.isEmpty() && password.isEmpty()) {
            return null;
        }
        if (username.isEmpty() || password.isEmpty()) {
            throw new IllegalArgumentException(
                    "ERP_ADMIN_USER and ERP_ADMIN_PASSWORD must be set together");
        }
        return new Administrator(username, password);
    }

    @Override
    public String toString() {
        return "Administrator[username=" + username + ", password=***]";
    }
}

package canary.served;

import java.util.Locale;

/** Who asks, as the file of tokens knows them. */
record Caller(String name, Role role) {

    /** What a caller may do; a line without a role is one of those who operate. */
    enum Role {
        VIEW,
        OPERATE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    boolean mayOperate() {
        return role == Role.OPERATE;
    }
}

package erp.users.roles;

import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.users.common.UserState;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * How a user stands at one moment, by one statement, for it is asked in each write. Rows of what
 * built-in roles allow are not even read: the code knows that.
 *
 * @param user the row as it was; where the user has none but built-in roles, its version tells of
 *     every change of rights
 * @param hasOwnRole whether a role can change what this user may do, and the user's row does not
 */
public record Standing(Row user, Set<String> permissions, boolean hasOwnRole) {
    private static final String USER =
            """
            select state, access_version, version from users_user where id = ? and company_id = ?\
            """;
    private static final String ALL =
            """
            select u.state, u.access_version, u.version, r.kind, r.name, p.permission
            from users_user u
            left join users_user_role h on h.user_id = u.id
            left join users_role r on r.id = h.role_id and r.company_id = u.company_id
            left join users_role_permission p on p.role_id = case r.kind when 'OWN' then r.id end
            where u.id = ? and u.company_id = ?
            """;

    /**
     * The user's own row.
     *
     * @param accessVersion tokens of an earlier one are not good any more
     * @param version raised by each change of the user, of the roles that it has too
     */
    record Row(UserState state, long accessVersion, long version) {
        private static Row read(ResultSet row) throws SQLException {
            return new Row(UserState.valueOf(row.getString(1)), row.getLong(2), row.getLong(3));
        }
    }

    /** A role, or one of an own role's permissions. */
    private record Right(
            Row user, @Nullable String kind, @Nullable String role, @Nullable String permission) {}

    public Standing {
        permissions = Set.copyOf(permissions);
    }

    boolean isActive() {
        return user.state() == UserState.ACTIVE;
    }

    /** Null where the company has no such user. */
    public static @Nullable Standing of(Tx tx, UUID user, UUID company, BuiltInRights builtIn) {
        return read(tx, user, company, builtIn, ALL);
    }

    /** Like {@link #of}, and none of it changes before commit. */
    static @Nullable Standing kept(Tx tx, UUID user, UUID company, BuiltInRights builtIn) {
        // Old and new servers, MySQL and MariaDB, know this form alone.
        return read(tx, user, company, builtIn, ALL + "lock in share mode");
    }

    /** Whether it is the same now, by one row; false where that row alone cannot tell. */
    boolean isStill(Tx tx, UUID id, UUID company) {
        return !hasOwnRole
                && Sql.query(tx.session(), USER, List.of(id, company), Row::read)
                        .equals(List.of(user));
    }

    private static @Nullable Standing read(
            Tx tx, UUID id, UUID company, BuiltInRights builtIn, String sql) {
        List<Right> rights =
                Sql.query(
                        tx.session(),
                        sql,
                        List.of(id, company),
                        row ->
                                new Right(
                                        Row.read(row),
                                        row.getString(4),
                                        row.getString(5),
                                        row.getString(6)));
        if (rights.isEmpty()) {
            return null;
        }
        Set<String> permissions = new HashSet<>();
        boolean hasOwnRole = false;
        for (Right right : rights) {
            String role = right.role();
            if (role != null && RoleKind.BUILT_IN.name().equals(right.kind())) {
                permissions.addAll(builtIn.of(role));
            } else if (role != null) {
                hasOwnRole = true;
                if (right.permission() != null) {
                    permissions.add(right.permission());
                }
            }
        }
        return new Standing(rights.getFirst().user(), permissions, hasOwnRole);
    }
}

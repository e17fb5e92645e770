package erp.users;

import erp.core.Tx;

import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * How a user stands at one moment, by one statement: native, for it is asked before each request
 * and also before the caller's company is known to be true.
 *
 * @param accessVersion tokens of an earlier one are not good any more
 */
record Standing(UserState state, long accessVersion, Set<String> permissions) {
    private static final String SQL =
            """
            select u.state, u.access_version, r.kind, r.name, p.permission
            from users_user u
            left join users_user_role h on h.user_id = u.id
            left join users_role r on r.id = h.role_id and r.company_id = u.company_id
            left join users_role_permission p on p.role_id = r.id and r.kind = 'OWN'
            where u.id = :user and u.company_id = :company
            """;

    Standing {
        permissions = Set.copyOf(permissions);
    }

    boolean isActive() {
        return state == UserState.ACTIVE;
    }

    /** Null where the company has no such user. */
    static @Nullable Standing of(Tx tx, UUID user, UUID company, BuiltInRights builtIn) {
        return read(tx, user, company, builtIn, SQL);
    }

    /** Like {@link #of}, and none of it changes before commit. */
    static @Nullable Standing kept(Tx tx, UUID user, UUID company, BuiltInRights builtIn) {
        // Old and new servers, MySQL and MariaDB, know this form alone.
        return read(tx, user, company, builtIn, SQL + "lock in share mode");
    }

    private static @Nullable Standing read(
            Tx tx, UUID user, UUID company, BuiltInRights builtIn, String sql) {
        NativeQuery<Object[]> query =
                tx.session()
                        .createNativeQuery(sql, Object[].class)
                        .addScalar("state", String.class)
                        .addScalar("access_version", Long.class)
                        .addScalar("kind", String.class)
                        .addScalar("name", String.class)
                        .addScalar("permission", String.class);
        List<Object[]> rows =
                query.setParameter("user", user).setParameter("company", company).getResultList();
        if (rows.isEmpty()) {
            return null;
        }
        Set<String> permissions = new HashSet<>();
        for (Object[] row : rows) {
            if (RoleKind.BUILT_IN.name().equals(row[2])) {
                permissions.addAll(builtIn.of((String) row[3]));
            } else if (row[4] instanceof String own) {
                permissions.add(own);
            }
        }
        Object[] first = rows.getFirst();
        return new Standing(UserState.valueOf((String) first[0]), (Long) first[1], permissions);
    }
}

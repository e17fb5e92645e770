package erp.users;

import erp.core.tx.Tx;
import erp.users.common.UserState;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * What sign-in has to know before it knows the company, so it reads across companies by native SQL;
 * nothing else in the module does.
 */
record Credentials(UUID user, UUID company, String hash, UserState state, long accessVersion) {

    /** The one form of a user name: they are the same in any case. */
    static String username(String typed) {
        return typed.strip().toLowerCase(Locale.ROOT);
    }

    /**
     * Whose name this is, letter for letter. The database takes letters with and without accents
     * for the same, and so would find one user under names that {@link LoginGuard} counts apart.
     */
    static @Nullable Credentials find(Tx tx, String username) {
        Object[] row = alike(tx, username);
        return row == null || !username.equals(row[5])
                ? null
                : new Credentials(
                        (UUID) row[0],
                        (UUID) row[1],
                        (String) row[2],
                        UserState.valueOf((String) row[3]),
                        (Long) row[4]);
    }

    /** Whether anybody has this name, or one that looks like it. */
    static boolean isTaken(Tx tx, String username) {
        return alike(tx, username) != null;
    }

    private static Object @Nullable [] alike(Tx tx, String username) {
        List<Object[]> rows =
                tx.session()
                        .createNativeQuery(
                                """
                                select id, company_id, password_hash, state, access_version, username
                                from users_user where username = :username
                                """,
                                Object[].class)
                        .addScalar("id", UUID.class)
                        .addScalar("company_id", UUID.class)
                        .addScalar("password_hash", String.class)
                        .addScalar("state", String.class)
                        .addScalar("access_version", Long.class)
                        .addScalar("username", String.class)
                        .setParameter("username", username)
                        .getResultList();
        return rows.isEmpty() ? null : rows.getFirst();
    }

    /** Which of these names a user of that company has. */
    static Optional<String> named(Tx tx, String companyCode, List<String> names) {
        return tx
                .session()
                .createNativeQuery(
                        """
                        select u.username
                        from users_user u join core_company c on c.id = u.company_id
                        where c.code = :code and u.username in (:names)
                        """,
                        String.class)
                .setParameter("code", companyCode)
                .setParameterList("names", names)
                .getResultList()
                .stream()
                .filter(names::contains)
                .findFirst();
    }

    /** Where a refresh token is to be found. */
    record TokenPlace(UUID id, UUID user, UUID company) {}

    static @Nullable TokenPlace place(Tx tx, byte[] hash) {
        List<Object[]> rows =
                tx.session()
                        .createNativeQuery(
                                "select id, user_id, company_id from users_refresh_token where"
                                        + " token_hash = :hash",
                                Object[].class)
                        .addScalar("id", UUID.class)
                        .addScalar("user_id", UUID.class)
                        .addScalar("company_id", UUID.class)
                        .setParameter("hash", hash)
                        .getResultList();
        if (rows.isEmpty()) {
            return null;
        }
        Object[] row = rows.getFirst();
        return new TokenPlace((UUID) row[0], (UUID) row[1], (UUID) row[2]);
    }

    static boolean anyUser(Tx tx) {
        return !tx.session()
                .createNativeQuery("select 1 from users_user limit 1", Object.class)
                .getResultList()
                .isEmpty();
    }
}

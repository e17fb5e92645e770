package erp.users;

import erp.core.ErpException;
import erp.core.listing.Listing;
import erp.core.tx.Tx;
import erp.users.common.UserState;
import erp.users.common.UsersError;
import erp.users.roles.BuiltInRights;
import erp.users.roles.CurrentAccess;
import erp.users.roles.Role;
import erp.users.roles.RoleQueries_;
import erp.users.roles.Roles;
import erp.users.roles.Standing;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The users of the caller's company. Nobody changes a user who may do what they themselves may not,
 * and an administrator always remains.
 */
final class Accounts {
    private static final String TYPE = "users.user";

    private final Roles roles;
    private final BuiltInRights builtIn;
    private final CurrentAccess access;

    Accounts(Roles roles, BuiltInRights builtIn, CurrentAccess access) {
        this.roles = roles;
        this.builtIn = builtIn;
        this.access = access;
    }

    /**
     * @param username that {@link SignInNames} chose
     * @param hash of a password that was checked before
     */
    UserView create(
            Tx tx, String username, String displayName, String hash, List<String> roleNames) {
        List<Role> wanted = roles.named(tx, roleNames);
        Roles.checkHeld(tx.actor(), rights(wanted));
        User user = new User(tx.newId(), username, displayName, hash, ids(wanted), tx.now());
        tx.created(TYPE, user, Map.of("username", username, "roles", names(wanted)));
        return view(user, names(wanted));
    }

    UserView get(Tx tx, UUID id) {
        return views(tx, List.of(user(tx, id))).getFirst();
    }

    static Listing<UserView> listing() {
        return Listing.of(User.class)
                .equal("state", "only users in this state")
                .asAll(UserView.class, Accounts::views);
    }

    long version(Tx tx, UUID id) {
        return user(tx, id).getVersion();
    }

    UserView takeRoles(Tx tx, UUID id, List<String> roleNames) {
        User user = changeable(tx, id);
        List<Role> wanted = roles.named(tx, roleNames);
        Roles.checkHeld(tx.actor(), rights(wanted));
        Set<UUID> lost = new HashSet<>(user.getRoles());
        lost.removeAll(ids(wanted));
        checkAdministratorRemains(tx, user, lost);
        List<String> before = get(tx, id).roles();
        user.takeRoles(ids(wanted));
        tx.changed(TYPE, user, "set-roles", Map.of("before", before, "after", names(wanted)));
        access.changed(tx);
        return view(user, names(wanted));
    }

    /** Ends the user's sessions too. */
    UserView disable(Tx tx, UUID id) {
        User user = changeable(tx, id);
        if (user.getState() == UserState.ACTIVE) {
            checkAdministratorRemains(tx, user, user.getRoles());
            user.disable();
            ended(tx, user, "disable");
        }
        return get(tx, id);
    }

    UserView enable(Tx tx, UUID id) {
        User user = changeable(tx, id);
        if (user.getState() == UserState.DISABLED) {
            user.enable();
            tx.changed(TYPE, user, "enable", Map.of());
            access.changed(tx);
        }
        return get(tx, id);
    }

    /** Ends the sessions of a user whom the caller may change. */
    void endSessions(Tx tx, UUID id) {
        endSessions(tx, changeable(tx, id));
    }

    /** Ends one's own sessions, the one that this is asked in too. */
    void endOwnSessions(Tx tx) {
        endSessions(tx, locked(tx, tx.actor().id()));
    }

    private void endSessions(Tx tx, User user) {
        user.endAccess();
        ended(tx, user, "end-sessions");
    }

    /** A new password from somebody who may change this user; ends the user's sessions. */
    UserView resetPassword(Tx tx, UUID id, String hash) {
        return changePassword(tx, changeable(tx, id), hash, "reset-password");
    }

    /** A new password of one's own; ends one's sessions. */
    UserView changeOwnPassword(Tx tx, String hash) {
        return changePassword(tx, locked(tx, tx.actor().id()), hash, "change-password");
    }

    private UserView changePassword(Tx tx, User user, String hash, String action) {
        user.changePassword(hash);
        ended(tx, user, action);
        return get(tx, user.getId());
    }

    /** Refresh tokens end with the access tokens. Whoever renews one waits for the user's row. */
    private void ended(Tx tx, User user, String action) {
        tx.changed(TYPE, user, action, Map.of());
        Sessions.revoke(tx, user.getId());
        access.changed(tx);
    }

    private User changeable(Tx tx, UUID id) {
        User user = locked(tx, id);
        Standing standing = Standing.of(tx, id, tx.companyId(), builtIn);
        Roles.checkHeld(tx.actor(), standing == null ? Set.of() : standing.permissions());
        return user;
    }

    /** The role's row is locked, so that two administrators cannot remove each other at once. */
    private static void checkAdministratorRemains(Tx tx, User user, Set<UUID> lost) {
        List<String> administrator = List.of(BuiltInRights.ADMINISTRATOR);
        for (Role role : new RoleQueries_(tx.session()).rolesNamed(administrator)) {
            if (lost.contains(role.getId()) && user.getState() == UserState.ACTIVE) {
                tx.lock(Role.class, role.getId(), UsersError.ROLE_NOT_FOUND);
                long others =
                        new UsersQueries_(tx.session())
                                .holders(role.getId(), UserState.ACTIVE, user.getId());
                if (others == 0) {
                    throw new ErpException(
                            UsersError.LAST_ADMINISTRATOR,
                            "%s is the company's last active administrator",
                            user.getUsername());
                }
            }
        }
    }

    private static List<UserView> views(Tx tx, List<User> users) {
        List<UUID> ids = users.stream().map(User::getId).toList();
        Map<UUID, List<String>> held =
                ids.isEmpty()
                        ? Map.of()
                        : new UsersQueries_(tx.session())
                                .holdings(ids).stream()
                                        .collect(
                                                Collectors.groupingBy(
                                                        Holding::userId,
                                                        Collectors.mapping(
                                                                Holding::role,
                                                                Collectors.toList())));
        return users.stream()
                .map(user -> view(user, held.getOrDefault(user.getId(), List.of())))
                .toList();
    }

    private static UserView view(User user, List<String> roles) {
        return new UserView(
                user.getId(),
                user.getUsername(),
                user.getDisplayName(),
                user.getState(),
                roles,
                user.getCreatedAt(),
                user.getVersion());
    }

    private static User user(Tx tx, UUID id) {
        return tx.require(User.class, id, UsersError.USER_NOT_FOUND);
    }

    private static User locked(Tx tx, UUID id) {
        return tx.lock(User.class, id, UsersError.USER_NOT_FOUND);
    }

    private Set<String> rights(Collection<Role> wanted) {
        return wanted.stream()
                .flatMap(role -> roles.permissions(role).stream())
                .collect(Collectors.toSet());
    }

    private static List<UUID> ids(List<Role> roles) {
        return roles.stream().map(Role::getId).toList();
    }

    private static List<String> names(List<Role> roles) {
        return roles.stream().map(Role::getName).sorted().toList();
    }
}

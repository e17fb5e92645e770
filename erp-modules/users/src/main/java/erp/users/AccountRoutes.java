package erp.users;

import erp.core.Caller;
import erp.core.CoreError;
import erp.core.http.Call;
import erp.core.http.Endpoint;
import erp.core.http.Handler.InTx;
import erp.core.http.Reply;
import erp.core.party.PartyError;
import erp.core.tx.Tx;
import erp.users.common.UsersError;
import erp.users.common.UsersPermission;
import erp.users.passwords.Passwords;
import erp.users.roles.Roles;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Users over HTTP. Passwords are hashed before the transaction. */
final class AccountRoutes {
    private static final String ME = UsersRoutes.PATH + "/me";
    private static final String PATH = UsersRoutes.PATH + "/users";

    private final Users users;
    private final Accounts accounts;

    AccountRoutes(Users users) {
        this.users = users;
        this.accounts = users.accounts;
    }

    /**
     * A user to be.
     *
     * @param username what the user signs in with; where it begins with the company's code, the
     *     answer says so
     * @param companyId another company than the caller's, for administrators of the first company
     */
    record NewUser(
            @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._@-]{1,99}") String username,
            @NotBlank @Size(max = 256) String password,
            @NotBlank @Size(max = 200) String displayName,
            @Size(max = 50) List<@NotBlank @Size(max = 60) String> roles,
            @Nullable UUID companyId) {
        @Override
        public String toString() {
            return "NewUser[username=%s, password=***, roles=%s]".formatted(username, roles);
        }
    }

    /** The roles that a user shall have. */
    record RoleNames(@Size(max = 50) List<@NotBlank @Size(max = 60) String> roles) {}

    /** One's own new password. */
    record PasswordChange(
            @NotBlank @Size(max = 256) String currentPassword,
            @NotBlank @Size(max = 256) String newPassword) {
        @Override
        public String toString() {
            return "PasswordChange[***]";
        }
    }

    /** A new password for somebody else. */
    record PasswordReset(@NotBlank @Size(max = 256) String newPassword) {
        @Override
        public String toString() {
            return "PasswordReset[***]";
        }
    }

    /**
     * Who the caller is.
     *
     * @param permissions what the caller may do now
     */
    record Me(
            UUID id,
            String username,
            String displayName,
            UUID companyId,
            List<String> roles,
            List<String> permissions) {}

    List<Endpoint<?>> endpoints() {
        return Stream.of(ofOneself(), ofUsers(), ofUsersAccess())
                .<Endpoint<?>>flatMap(List::stream)
                .toList();
    }

    private List<Endpoint<?>> ofOneself() {
        return List.of(
                Endpoint.get(ME, "getMe", "Who the caller is and may do")
                        .anyUser()
                        .answers(Me.class)
                        .problems(UsersError.USER_NOT_FOUND)
                        .read(this::me),
                Endpoint.post(ME + "/password", "changePassword", "Changes the caller's password")
                        .body(PasswordChange.class)
                        .anyUser()
                        .answersNothing()
                        .problems(
                                UsersError.PASSWORD_POLICY,
                                UsersError.WRONG_CREDENTIALS,
                                UsersError.SIGN_IN_BLOCKED,
                                UsersError.SIGN_IN_BUSY)
                        .concealed(users.fingerprints::of)
                        .keepingRights()
                        .prepared(this::changePassword),
                Endpoint.post(
                                ME + "/logout-everywhere",
                                "logoutEverywhere",
                                "Ends all sessions of the caller, this one too")
                        .anyUser()
                        .answersNothing()
                        .problems(UsersError.USER_NOT_FOUND)
                        .write(this::logoutEverywhere));
    }

    private List<Endpoint<?>> ofUsers() {
        return List.of(
                Endpoint.get(PATH, "listUsers", "Users of the company, newest first")
                        .permission(UsersPermission.USERS_READ)
                        .list(Accounts.listing()),
                Endpoint.post(PATH, "createUser", "Creates a user with rights the caller holds")
                        .body(NewUser.class)
                        .permission(UsersPermission.USERS_WRITE)
                        .creates(UserView.class)
                        .problems(
                                PartyError.COMPANY_FORBIDDEN,
                                PartyError.COMPANY_NOT_FOUND,
                                UsersError.USERNAME_TAKEN,
                                UsersError.PASSWORD_POLICY,
                                UsersError.ROLE_UNKNOWN,
                                UsersError.RIGHTS_NOT_HELD,
                                UsersError.SIGN_IN_BUSY)
                        .unique(
                                "uq_users_user_username",
                                CoreError.BUSY,
                                "",
                                "another user was made meanwhile, try again")
                        .concealed(users.fingerprints::of)
                        .actingFor(NewUser::companyId)
                        .keepingRights()
                        .prepared(this::create),
                Endpoint.get(PATH + "/{id}", "getUser", "One user")
                        .permission(UsersPermission.USERS_READ)
                        .answers(UserView.class)
                        .problems(UsersError.USER_NOT_FOUND)
                        .read((tx, call) -> Reply.ok(accounts.get(tx, call.id()))));
    }

    private List<Endpoint<?>> ofUsersAccess() {
        return List.of(
                Endpoint.put(PATH + "/{id}/roles", "setUserRoles", "Sets the roles of a user")
                        .body(RoleNames.class)
                        .permission(UsersPermission.USERS_WRITE)
                        .answers(UserView.class)
                        .problems(
                                UsersError.USER_NOT_FOUND,
                                UsersError.ROLE_UNKNOWN,
                                UsersError.RIGHTS_NOT_HELD,
                                UsersError.LAST_ADMINISTRATOR)
                        .keepingRights()
                        .write(this::takeRoles),
                Endpoint.post(PATH + "/{id}/disable", "disableUser", "Ends a user's access")
                        .permission(UsersPermission.USERS_WRITE)
                        .answers(UserView.class)
                        .problems(
                                UsersError.USER_NOT_FOUND,
                                UsersError.RIGHTS_NOT_HELD,
                                UsersError.LAST_ADMINISTRATOR)
                        .keepingRights()
                        .write(this::disable),
                Endpoint.post(PATH + "/{id}/enable", "enableUser", "Gives a user access again")
                        .permission(UsersPermission.USERS_WRITE)
                        .answers(UserView.class)
                        .problems(UsersError.USER_NOT_FOUND, UsersError.RIGHTS_NOT_HELD)
                        .keepingRights()
                        .write(this::enable),
                Endpoint.post(PATH + "/{id}/password", "resetPassword", "Sets a user's password")
                        .body(PasswordReset.class)
                        .permission(UsersPermission.USERS_WRITE)
                        .answers(UserView.class)
                        .problems(
                                UsersError.USER_NOT_FOUND,
                                UsersError.RIGHTS_NOT_HELD,
                                UsersError.PASSWORD_POLICY,
                                UsersError.SIGN_IN_BUSY)
                        .concealed(users.fingerprints::of)
                        .keepingRights()
                        .prepared(this::resetPassword),
                Endpoint.post(
                                PATH + "/{id}/logout-everywhere",
                                "endUserSessions",
                                "Ends all sessions of a user")
                        .permission(UsersPermission.USERS_WRITE)
                        .answersNothing()
                        .problems(UsersError.USER_NOT_FOUND, UsersError.RIGHTS_NOT_HELD)
                        .keepingRights()
                        .write(this::endSessions));
    }

    private Reply me(Tx tx, Call<Void> call) {
        UserView view = accounts.get(tx, tx.actor().id());
        return Reply.ok(
                new Me(
                        view.id(),
                        view.username(),
                        view.displayName(),
                        tx.companyId(),
                        view.roles(),
                        tx.actor().permissions().stream().sorted().toList()));
    }

    private InTx<PasswordChange> changePassword(Call<PasswordChange> call) {
        String username = call.caller().actor().name();
        Passwords.check(call.body().newPassword(), SignInNames.bare(username), "/newPassword");
        users.sessions.check(username, call.body().currentPassword(), SignInRoutes.origin(call));
        String hash = users.passwords.hash(call.body().newPassword());
        return (tx, _) -> {
            accounts.changeOwnPassword(tx, hash);
            return Reply.nothing();
        };
    }

    private Reply logoutEverywhere(Tx tx, Call<Void> call) {
        accounts.endOwnSessions(tx);
        return Reply.nothing();
    }

    private Reply endSessions(Tx tx, Call<Void> call) {
        accounts.endSessions(tx, call.id());
        return Reply.nothing();
    }

    private InTx<NewUser> create(Call<NewUser> call) {
        NewUser wish = call.body();
        String username = Credentials.username(wish.username());
        Passwords.check(wish.password(), username, "/password");
        UUID own = call.caller().company();
        checkMayActFor(call.caller(), wish.companyId());
        String hash = users.passwords.hash(wish.password());
        return (tx, _) -> {
            users.companies.checkMayActFor(tx, own, tx.companyId(), "/companyId");
            if (Roles.isWithoutRoles(tx)) {
                users.roles.found(tx);
            }
            UserView view =
                    accounts.create(
                            tx,
                            users.names.choose(tx, username, own),
                            wish.displayName(),
                            hash,
                            wish.roles());
            return Reply.createdIn(PATH, view);
        };
    }

    /** Before a password is hashed in vain. */
    private void checkMayActFor(Caller caller, @Nullable UUID company) {
        if (company != null) {
            users.db.read(
                    caller,
                    tx -> {
                        users.companies.checkMayActFor(tx, company, "/companyId");
                        return company;
                    });
        }
    }

    private Reply takeRoles(Tx tx, Call<RoleNames> call) {
        call.expectVersion(accounts.version(tx, call.id()));
        return Reply.ok(accounts.takeRoles(tx, call.id(), call.body().roles()));
    }

    private InTx<PasswordReset> resetPassword(Call<PasswordReset> call) {
        UserView target = users.db.read(call.caller(), tx -> accounts.get(tx, call.id()));
        Passwords.check(
                call.body().newPassword(), SignInNames.bare(target.username()), "/newPassword");
        String hash = users.passwords.hash(call.body().newPassword());
        return (tx, _) -> {
            call.expectVersion(accounts.version(tx, call.id()));
            return Reply.ok(accounts.resetPassword(tx, call.id(), hash));
        };
    }

    private Reply disable(Tx tx, Call<Void> call) {
        call.expectVersion(accounts.version(tx, call.id()));
        return Reply.ok(accounts.disable(tx, call.id()));
    }

    private Reply enable(Tx tx, Call<Void> call) {
        call.expectVersion(accounts.version(tx, call.id()));
        return Reply.ok(accounts.enable(tx, call.id()));
    }
}

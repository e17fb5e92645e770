package erp.users;

import erp.core.Caller;
import erp.core.Tx;
import erp.core.http.Call;
import erp.core.http.Endpoint;
import erp.core.http.Reply;
import erp.core.party.PartyError;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Users over HTTP. Where a password is hashed, the endpoint opens its transaction itself. */
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
     * @param companyId another company than the caller's, for administrators of the first company
     */
    record NewUser(
            @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._@-]{1,99}") String username,
            @NotBlank @Size(max = 256) String password,
            @NotBlank @Size(max = 200) String displayName,
            @Size(max = 50) List<@NotNull String> roles,
            @Nullable UUID companyId) {
        @Override
        public String toString() {
            return "NewUser[username=%s, password=***, roles=%s]".formatted(username, roles);
        }
    }

    /** The roles that a user shall have. */
    record RoleNames(@Size(max = 50) List<@NotNull String> roles) {}

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
     * @param permissions what the caller's token allows
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
                        .plain(this::changePassword));
    }

    private List<Endpoint<?>> ofUsers() {
        return List.of(
                Endpoint.get(PATH, "listUsers", "Users of the company, newest first")
                        .permission(UsersPermission.USERS_READ)
                        .answersPage(UserView.class)
                        .read(this::list),
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
                        .plain(this::create),
                Endpoint.get(PATH + "/{id}", "getUser", "One user")
                        .permission(UsersPermission.USERS_READ)
                        .answers(UserView.class)
                        .problems(UsersError.USER_NOT_FOUND)
                        .read((tx, call) -> reply(accounts.get(tx, call.id()))));
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
                        .write(this::takeRoles),
                Endpoint.post(PATH + "/{id}/disable", "disableUser", "Ends a user's access")
                        .permission(UsersPermission.USERS_WRITE)
                        .answers(UserView.class)
                        .problems(
                                UsersError.USER_NOT_FOUND,
                                UsersError.RIGHTS_NOT_HELD,
                                UsersError.LAST_ADMINISTRATOR)
                        .write((tx, call) -> reply(accounts.disable(tx, call.id()))),
                Endpoint.post(PATH + "/{id}/enable", "enableUser", "Gives a user access again")
                        .permission(UsersPermission.USERS_WRITE)
                        .answers(UserView.class)
                        .problems(UsersError.USER_NOT_FOUND, UsersError.RIGHTS_NOT_HELD)
                        .write((tx, call) -> reply(accounts.enable(tx, call.id()))),
                Endpoint.post(PATH + "/{id}/password", "resetPassword", "Sets a user's password")
                        .body(PasswordReset.class)
                        .permission(UsersPermission.USERS_WRITE)
                        .answers(UserView.class)
                        .problems(
                                UsersError.USER_NOT_FOUND,
                                UsersError.RIGHTS_NOT_HELD,
                                UsersError.PASSWORD_POLICY,
                                UsersError.SIGN_IN_BUSY)
                        .plain(this::resetPassword));
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

    private Reply changePassword(Call<PasswordChange> call) {
        String username = call.caller().actor().name();
        Passwords.check(call.body().newPassword(), username, "/newPassword");
        users.sessions.checked(username, call.body().currentPassword(), SignInRoutes.origin(call));
        String hash = users.passwords.hash(call.body().newPassword());
        users.db.write(call.caller(), tx -> accounts.changeOwnPassword(tx, hash));
        return Reply.nothing();
    }

    private Reply list(Tx tx, Call<Void> call) {
        return Reply.ok(call.page().page(accounts.list(tx, call.page()), UserView::id));
    }

    private Reply create(Call<NewUser> call) {
        NewUser wish = call.body();
        String username = Credentials.username(wish.username());
        Passwords.check(wish.password(), username, "/password");
        Caller caller = forCompany(call.caller(), wish.companyId());
        String hash = users.passwords.hash(wish.password());
        UserView view =
                users.db.write(
                        caller,
                        tx -> {
                            if (!caller.equals(call.caller())) {
                                users.companies.lock(tx, tx.companyId());
                                users.roles.seed(tx);
                            }
                            return accounts.create(
                                    tx, username, wish.displayName(), hash, wish.roles());
                        });
        return Reply.created(PATH + "/" + view.id(), view).etag(view.version());
    }

    private Caller forCompany(Caller caller, @Nullable UUID company) {
        if (company == null || company.equals(caller.company())) {
            return caller;
        }
        users.db.read(
                caller,
                tx -> {
                    users.companies.checkMayActFor(tx, company);
                    return company;
                });
        return new Caller(caller.actor(), company, caller.requestId());
    }

    private Reply takeRoles(Tx tx, Call<RoleNames> call) {
        call.expectVersion(accounts.version(tx, call.id()));
        return reply(accounts.takeRoles(tx, call.id(), call.body().roles()));
    }

    private Reply resetPassword(Call<PasswordReset> call) {
        UserView target = users.db.read(call.caller(), tx -> accounts.get(tx, call.id()));
        Passwords.check(call.body().newPassword(), target.username(), "/newPassword");
        String hash = users.passwords.hash(call.body().newPassword());
        return reply(
                users.db.write(call.caller(), tx -> accounts.resetPassword(tx, call.id(), hash)));
    }

    private static Reply reply(UserView view) {
        return Reply.ok(view).etag(view.version());
    }
}

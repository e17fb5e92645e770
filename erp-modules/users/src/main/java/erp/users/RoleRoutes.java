package erp.users;

import erp.core.http.Call;
import erp.core.http.Endpoint;
import erp.core.http.Reply;
import erp.core.tx.Tx;
import erp.users.common.UsersError;
import erp.users.common.UsersPermission;
import erp.users.roles.RoleView;
import erp.users.roles.Roles;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import java.util.List;

/** Roles over HTTP. */
final class RoleRoutes {
    private static final String PATH = UsersRoutes.PATH + "/roles";

    private final Roles roles;

    RoleRoutes(Users users) {
        this.roles = users.roles;
    }

    /** A role as it shall be. */
    record RoleWish(
            @Pattern(regexp = "[a-z][a-z0-9-]{1,59}") String name,
            @Size(max = 500) List<@Size(max = 100) String> permissions) {}

    List<Endpoint<?>> endpoints() {
        return List.of(
                Endpoint.get(PATH, "listRoles", "Roles of the company, newest first")
                        .permission(UsersPermission.ROLES_READ)
                        .answersPage(RoleView.class)
                        .read(this::list),
                Endpoint.post(PATH, "createRole", "Makes a role of rights that the caller holds")
                        .body(RoleWish.class)
                        .permission(UsersPermission.ROLES_WRITE)
                        .creates(RoleView.class)
                        .problems(
                                UsersError.PERMISSION_UNKNOWN,
                                UsersError.RIGHTS_NOT_HELD,
                                UsersError.ROLE_EXISTS)
                        .keepingRights()
                        .write(this::create),
                Endpoint.get(PATH + "/{id}", "getRole", "One role")
                        .permission(UsersPermission.ROLES_READ)
                        .answers(RoleView.class)
                        .problems(UsersError.ROLE_NOT_FOUND)
                        .read(this::get),
                Endpoint.put(PATH + "/{id}", "changeRole", "Changes name and rights of a role")
                        .body(RoleWish.class)
                        .permission(UsersPermission.ROLES_WRITE)
                        .versionNeeded()
                        .answers(RoleView.class)
                        .problems(
                                UsersError.PERMISSION_UNKNOWN,
                                UsersError.RIGHTS_NOT_HELD,
                                UsersError.ROLE_BUILT_IN,
                                UsersError.ROLE_EXISTS,
                                UsersError.ROLE_NOT_FOUND)
                        .keepingRights()
                        .write(this::change));
    }

    private Reply list(Tx tx, Call<Void> call) {
        return Reply.ok(call.page().page(roles.list(tx, call.page()), RoleView::id));
    }

    private Reply create(Tx tx, Call<RoleWish> call) {
        RoleView view = roles.create(tx, call.body().name(), call.body().permissions());
        return Reply.created(PATH + "/" + view.id(), view).etag(view.version());
    }

    private Reply get(Tx tx, Call<Void> call) {
        RoleView view = roles.get(tx, call.id());
        return Reply.ok(view).etag(view.version());
    }

    private Reply change(Tx tx, Call<RoleWish> call) {
        call.expectVersion(roles.get(tx, call.id()).version());
        RoleView view = roles.change(tx, call.id(), call.body().name(), call.body().permissions());
        return Reply.ok(view).etag(view.version());
    }
}

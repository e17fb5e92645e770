package erp.users;

import erp.core.http.Endpoint;
import erp.core.http.MasterRecord;
import erp.users.common.UsersError;
import erp.users.common.UsersPermission;
import erp.users.roles.RoleView;
import erp.users.roles.Roles;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import java.util.List;

/** Roles over HTTP. */
final class RoleRoutes {
    private final Roles roles;

    RoleRoutes(Users users) {
        this.roles = users.roles;
    }

    /** A role as it shall be. */
    record RoleWish(
            @Pattern(regexp = "[a-z][a-z0-9-]{1,59}") String name,
            @Size(max = 500) List<@Size(max = 100) String> permissions) {}

    List<Endpoint<?>> endpoints() {
        return new MasterRecord<>("Role", UsersRoutes.PATH + "/roles", RoleView.class)
                .permissions(UsersPermission.ROLES_READ, UsersPermission.ROLES_WRITE)
                .absent(UsersError.ROLE_NOT_FOUND)
                .unique("uq_users_role_name", UsersError.ROLE_EXISTS, "/name", "is another role's")
                .keepingRights()
                .list("Roles of the company, newest first", roles.listing())
                .create(
                        "Makes a role of rights that the caller holds",
                        RoleWish.class,
                        (tx, wish) -> roles.create(tx, wish.name(), wish.permissions()),
                        UsersError.PERMISSION_UNKNOWN,
                        UsersError.RIGHTS_NOT_HELD)
                .get("One role", roles::get)
                .change(
                        "Changes name and rights of a role",
                        RoleWish.class,
                        (tx, id, wish, expect) ->
                                roles.change(tx, id, wish.name(), wish.permissions(), expect),
                        UsersError.PERMISSION_UNKNOWN,
                        UsersError.RIGHTS_NOT_HELD,
                        UsersError.ROLE_BUILT_IN)
                .endpoints();
    }
}

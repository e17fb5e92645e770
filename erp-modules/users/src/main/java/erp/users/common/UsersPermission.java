package erp.users.common;

import erp.core.Permission;

/** Rights that the module asks for. */
public enum UsersPermission implements Permission, OfUsers {
    USERS_READ,
    USERS_WRITE,
    ROLES_READ,
    ROLES_WRITE
}

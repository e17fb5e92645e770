package erp.users.roles;

/** Who made a role: the ERP, and then it stays as it is, or the company. */
public enum RoleKind {
    BUILT_IN,
    OWN
}

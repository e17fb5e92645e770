package erp.users;

import erp.core.Actor;
import erp.core.ErpException;
import erp.core.Permission;
import erp.core.Tx;
import erp.core.Violation;
import erp.core.http.PageRequest;

import org.hibernate.exception.ConstraintViolationException;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The roles of the caller's company. Nobody makes or changes one beyond their own rights. */
final class Roles {
    private static final String TYPE = "users.role";

    private final Set<String> known;

    /**
     * @param permissions all that this version asks for
     */
    Roles(Collection<? extends Permission> permissions) {
        this.known =
                permissions.stream().map(Permission::code).collect(Collectors.toUnmodifiableSet());
    }

    RoleView create(Tx tx, String name, List<String> permissions) {
        checkKnown(permissions);
        checkHeld(tx.actor(), permissions);
        checkFree(tx, name);
        return added(tx, name, RoleKind.OWN, permissions);
    }

    RoleView change(Tx tx, UUID id, String name, List<String> permissions) {
        Role role = role(tx, id);
        if (role.getKind() == RoleKind.BUILT_IN) {
            throw new ErpException(
                    UsersError.ROLE_BUILT_IN,
                    "%s is built in and stays as it is: make a role of your own",
                    role.getName());
        }
        checkKnown(permissions);
        checkHeld(tx.actor(), role.getPermissions());
        checkHeld(tx.actor(), permissions);
        if (!name.equals(role.getName())) {
            checkFree(tx, name);
        }
        Set<String> before = role.getPermissions();
        role.change(name, permissions);
        flush(tx);
        tx.record(
                TYPE,
                id,
                role.getVersion(),
                "change",
                Map.of("name", name, "before", before, "after", role.getPermissions()));
        return view(role);
    }

    RoleView get(Tx tx, UUID id) {
        return view(role(tx, id));
    }

    List<RoleView> list(Tx tx, PageRequest page) {
        return new UsersQueries_(tx.session())
                .roles(page.before(), page.fetch()).stream().map(Roles::view).toList();
    }

    /** The roles of these names. Throws {@code ROLE_UNKNOWN}, naming each that is none. */
    List<Role> named(Tx tx, List<String> names) {
        if (names.isEmpty()) {
            return List.of();
        }
        List<Role> found = new UsersQueries_(tx.session()).rolesNamed(names);
        Set<String> known = found.stream().map(Role::getName).collect(Collectors.toSet());
        List<Violation> unknown = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (!known.contains(names.get(i))) {
                unknown.add(new Violation("/roles/" + i, "unknown", "is no role"));
            }
        }
        if (!unknown.isEmpty()) {
            throw new ErpException(UsersError.ROLE_UNKNOWN, unknown, "some roles do not exist");
        }
        return found;
    }

    /** Throws {@code RIGHTS_NOT_HELD} where the actor has not all of them itself. */
    static void checkHeld(Actor actor, Collection<String> permissions) {
        List<String> missing =
                permissions.stream().filter(code -> !actor.may(code)).sorted().toList();
        if (!missing.isEmpty()) {
            throw new ErpException(
                    UsersError.RIGHTS_NOT_HELD,
                    "you do not hold %s yourself",
                    String.join(", ", missing));
        }
    }

    /**
     * Gives the company the built-in roles that it lacks, and to those it has the rights that this
     * version adds. Takes nothing away: the other version may still need it.
     */
    void seed(Tx tx) {
        Map<String, Role> present =
                new UsersQueries_(tx.session())
                        .rolesOf(RoleKind.BUILT_IN).stream()
                                .collect(Collectors.toMap(Role::getName, it -> it));
        for (BuiltInRole wanted : BuiltInRole.values()) {
            Set<String> permissions = wanted.permissions(known);
            Role role = present.get(wanted.roleName());
            if (role == null) {
                added(tx, wanted.roleName(), RoleKind.BUILT_IN, permissions);
            } else if (role.gain(permissions)) {
                tx.flush();
                tx.record(
                        TYPE,
                        role.getId(),
                        role.getVersion(),
                        "extend",
                        Map.of("after", role.getPermissions()));
            }
        }
    }

    private static RoleView added(
            Tx tx, String name, RoleKind kind, Collection<String> permissions) {
        Role role = tx.add(new Role(tx.newId(), name, kind, permissions, tx.now()));
        flush(tx);
        tx.record(
                TYPE,
                role.getId(),
                role.getVersion(),
                "create",
                Map.of("name", name, "after", role.getPermissions()));
        return view(role);
    }

    private void checkKnown(List<String> permissions) {
        List<Violation> unknown = new ArrayList<>();
        for (int i = 0; i < permissions.size(); i++) {
            if (!known.contains(permissions.get(i))) {
                unknown.add(new Violation("/permissions/" + i, "unknown", "is no permission"));
            }
        }
        if (!unknown.isEmpty()) {
            throw new ErpException(
                    UsersError.PERMISSION_UNKNOWN, unknown, "some permissions do not exist");
        }
    }

    private static void checkFree(Tx tx, String name) {
        if (!new UsersQueries_(tx.session()).rolesNamed(List.of(name)).isEmpty()) {
            throw taken();
        }
    }

    /** The name may have been taken since it was looked up. */
    private static void flush(Tx tx) {
        try {
            tx.flush();
        } catch (ConstraintViolationException e) {
            throw e.getKind() == ConstraintViolationException.ConstraintKind.UNIQUE ? taken() : e;
        }
    }

    private static ErpException taken() {
        return ErpException.field(UsersError.ROLE_EXISTS, "/name", "unique", "is another role's");
    }

    private static Role role(Tx tx, UUID id) {
        return tx.require(Role.class, id, UsersError.ROLE_NOT_FOUND);
    }

    private static RoleView view(Role role) {
        return new RoleView(
                role.getId(),
                role.getName(),
                role.getKind(),
                List.copyOf(role.getPermissions()),
                role.getCreatedAt(),
                role.getVersion());
    }
}

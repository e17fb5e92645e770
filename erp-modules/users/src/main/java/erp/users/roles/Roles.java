package erp.users.roles;

import erp.core.Actor;
import erp.core.ErpException;
import erp.core.Permission;
import erp.core.Violations;
import erp.core.listing.Listing;
import erp.core.party.Companies;
import erp.core.tx.Tx;
import erp.users.common.UsersError;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/** The roles of the caller's company. Nobody makes or changes one beyond their own rights. */
public final class Roles {
    private static final String TYPE = "users.role";

    private final Set<String> known;
    private final BuiltInRights builtIn;
    private final Companies companies;
    private final CurrentAccess access;

    /**
     * @param permissions all that this version asks for
     */
    public Roles(
            Collection<Permission> permissions,
            BuiltInRights builtIn,
            Companies companies,
            CurrentAccess access) {
        this.known =
                permissions.stream().map(Permission::code).collect(Collectors.toUnmodifiableSet());
        this.builtIn = builtIn;
        this.companies = companies;
        this.access = access;
    }

    public RoleView create(Tx tx, String name, List<String> permissions) {
        checkKnown(permissions);
        checkHeld(tx.actor(), permissions);
        return added(tx, name, RoleKind.OWN, permissions);
    }

    public RoleView change(
            Tx tx, UUID id, String name, List<String> permissions, LongConsumer expect) {
        Role role = role(tx, id);
        expect.accept(role.getVersion());
        if (role.getKind() == RoleKind.BUILT_IN) {
            throw new ErpException(
                    UsersError.ROLE_BUILT_IN,
                    "%s is built in and stays as it is: make a role of your own",
                    role.getName());
        }
        checkKnown(permissions);
        checkHeld(tx.actor(), role.getPermissions());
        checkHeld(tx.actor(), permissions);
        Set<String> before = role.getPermissions();
        role.change(name, permissions);
        tx.changed(
                TYPE,
                role,
                "change",
                Map.of("name", name, "before", before, "after", role.getPermissions()));
        access.changed(tx);
        return view(role);
    }

    public RoleView get(Tx tx, UUID id) {
        return view(role(tx, id));
    }

    public Listing<RoleView> listing() {
        return Listing.of(Role.class)
                .equal("kind", "only built-in roles, or only those of one's own")
                .sort("name")
                .as(RoleView.class, this::view);
    }

    /**
     * The roles of these names; a built-in one that the company has not had yet is made now. Throws
     * {@code ROLE_UNKNOWN}, naming each that is none.
     */
    public List<Role> named(Tx tx, List<String> names) {
        if (names.isEmpty()) {
            return List.of();
        }
        List<Role> found = complete(tx, names, found(tx, names));
        Set<String> known = found.stream().map(Role::getName).collect(Collectors.toSet());
        Violations unknown = new Violations();
        for (int i = 0; i < names.size(); i++) {
            if (!known.contains(names.get(i))) {
                unknown.add("/roles/" + i, "unknown", "is no role");
            }
        }
        unknown.refuse(UsersError.ROLE_UNKNOWN);
        return found;
    }

    private List<Role> complete(Tx tx, List<String> names, List<Role> found) {
        if (names.stream().noneMatch(name -> builtIn.knows(name) && isMissing(name, found))) {
            return found;
        }
        companies.lock(tx, tx.companyId());
        List<Role> present = found(tx, names); // another may have been first
        for (String role : builtIn.roles()) {
            if (names.contains(role) && isMissing(role, present)) {
                add(tx, role);
            }
        }
        return found(tx, names);
    }

    private static List<Role> found(Tx tx, List<String> names) {
        return new RoleQueries_(tx.session()).rolesNamed(names);
    }

    private static boolean isMissing(String name, List<Role> among) {
        return among.stream().noneMatch(role -> role.getName().equals(name));
    }

    /** What a role allows in this version. */
    public Set<String> permissions(Role role) {
        return role.getKind() == RoleKind.BUILT_IN
                ? new TreeSet<>(builtIn.of(role.getName()))
                : role.getPermissions();
    }

    /** Throws {@code RIGHTS_NOT_HELD} where the actor has not all of them itself. */
    public static void checkHeld(Actor actor, Collection<String> permissions) {
        List<String> missing =
                permissions.stream().filter(code -> !actor.may(code)).sorted().toList();
        if (!missing.isEmpty()) {
            throw new ErpException(
                    UsersError.RIGHTS_NOT_HELD,
                    "you do not hold %s yourself",
                    String.join(", ", missing));
        }
    }

    /** Gives a company that has no roles yet the built-in ones. */
    public void found(Tx tx) {
        companies.lock(tx, tx.companyId());
        if (isWithoutRoles(tx)) {
            for (String role : builtIn.roles()) {
                add(tx, role);
            }
        }
    }

    public static boolean isWithoutRoles(Tx tx) {
        return new RoleQueries_(tx.session()).rolesOf(RoleKind.BUILT_IN).isEmpty();
    }

    /** With its rights as rows: a version that still reads those may run beside this one. */
    private void add(Tx tx, String role) {
        added(tx, role, RoleKind.BUILT_IN, builtIn.of(role));
    }

    private RoleView added(Tx tx, String name, RoleKind kind, Collection<String> permissions) {
        Role role = new Role(tx.newId(), name, kind, permissions, tx.now());
        tx.created(TYPE, role, Map.of("name", name, "after", role.getPermissions()));
        return view(role);
    }

    private void checkKnown(List<String> permissions) {
        Violations unknown = new Violations();
        for (int i = 0; i < permissions.size(); i++) {
            if (!known.contains(permissions.get(i))) {
                unknown.add("/permissions/" + i, "unknown", "is no permission");
            }
        }
        unknown.refuse(UsersError.PERMISSION_UNKNOWN);
    }

    private static Role role(Tx tx, UUID id) {
        return tx.require(Role.class, id, UsersError.ROLE_NOT_FOUND);
    }

    private RoleView view(Role role) {
        return new RoleView(
                role.getId(),
                role.getName(),
                role.getKind(),
                List.copyOf(permissions(role)),
                role.getCreatedAt(),
                role.getVersion());
    }
}

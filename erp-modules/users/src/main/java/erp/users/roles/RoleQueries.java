package erp.users.roles;

import org.hibernate.Session;
import org.hibernate.annotations.processing.HQL;

import java.util.List;

/** Reads of roles. */
interface RoleQueries {
    Session session();

    @HQL("from Role where name in :names")
    List<Role> rolesNamed(List<String> names);

    @HQL("from Role where kind = :kind")
    List<Role> rolesOf(RoleKind kind);
}

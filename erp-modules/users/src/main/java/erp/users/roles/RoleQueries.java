package erp.users.roles;

import org.hibernate.Session;
import org.hibernate.annotations.processing.HQL;

import java.util.List;
import java.util.UUID;

/** Reads of roles. */
interface RoleQueries {
    Session session();

    @HQL("from Role where id < :before order by id desc limit :limit")
    List<Role> roles(UUID before, int limit);

    @HQL("from Role where name in :names")
    List<Role> rolesNamed(List<String> names);

    @HQL("from Role where kind = :kind")
    List<Role> rolesOf(RoleKind kind);
}

package erp.production.routings;

import org.hibernate.Session;
import org.hibernate.annotations.processing.HQL;

import java.util.List;
import java.util.UUID;

/** Reads of routings. Hibernate adds the company to each. */
interface RoutingQueries {
    Session session();

    @HQL("from Routing r join fetch r.operations where r.id in :ids")
    List<Routing> routings(List<UUID> ids);

    @HQL("from Routing r join fetch r.operations")
    List<Routing> all();
}

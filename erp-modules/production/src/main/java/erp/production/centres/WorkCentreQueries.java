package erp.production.centres;

import org.hibernate.Session;
import org.hibernate.annotations.processing.HQL;

import java.util.List;
import java.util.UUID;

/** Reads of work centres. Hibernate adds the company to each. */
interface WorkCentreQueries {
    Session session();

    @HQL("from WorkCentre c left join fetch c.closedDays where c.id in :ids")
    List<WorkCentre> centres(List<UUID> ids);

    @HQL("from WorkCentre c left join fetch c.closedDays")
    List<WorkCentre> all();
}

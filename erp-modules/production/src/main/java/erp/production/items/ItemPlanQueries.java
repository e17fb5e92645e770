package erp.production.items;

import org.hibernate.Session;
import org.hibernate.annotations.processing.HQL;

import java.util.List;
import java.util.UUID;

/** Reads of item plans. Hibernate adds the company to each. */
interface ItemPlanQueries {
    Session session();

    @HQL("from ItemPlan where itemId in :items")
    List<ItemPlan> plans(List<UUID> items);

    @HQL("from ItemPlan")
    List<ItemPlan> all();
}

package erp.purchasing.suppliers;

import org.hibernate.Session;
import org.hibernate.annotations.processing.HQL;
import org.hibernate.query.SelectionQuery;

import java.util.List;
import java.util.UUID;

/** Reads of suppliers and what they sell. Hibernate adds the company to each. */
interface SupplierQueries {
    Session session();

    @HQL("from Supplier where id = :id")
    SelectionQuery<Supplier> supplier(UUID id);

    @HQL("from SupplierItem i left join fetch i.prices where i.id = :id")
    SelectionQuery<SupplierItem> supplierItem(UUID id);

    @HQL("from SupplierItem i left join fetch i.prices where i.id in :ids")
    List<SupplierItem> supplierItems(List<UUID> ids);

    @HQL(
            "from SupplierItem i left join fetch i.prices where i.supplierId = :supplier and"
                    + " i.itemId in :items")
    List<SupplierItem> itemsOf(UUID supplier, List<UUID> items);
}

package erp.sales.customers;

import org.hibernate.Session;
import org.hibernate.annotations.processing.HQL;
import org.hibernate.query.SelectionQuery;

import java.util.UUID;

/** Reads of customers. Hibernate adds the company to each. */
interface CustomerQueries {
    Session session();

    @HQL("from Customer where id = :id")
    SelectionQuery<Customer> customer(UUID id);
}
